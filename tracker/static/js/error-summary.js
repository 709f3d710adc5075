// Brings the list of things to put right to the person who must put them right.

export default function attach(element) {
  element.focus();
}
