"""The Thai sentences of WTForms' own messages; it ships none."""

_SENTENCES = {
    "Invalid field name '%s'.": "ไม่มีช่องชื่อ “%s”",
    "Field must be equal to %(other_name)s.": "ข้อมูลในช่องนี้ต้องตรงกับอีกช่องหนึ่ง",
    "Field must be at least %(min)d character long.": "ต้องมีอย่างน้อย %(min)d ตัวอักษร",
    "Field cannot be longer than %(max)d character.": "ยาวเกินไป กรอกได้ไม่เกิน %(max)d ตัวอักษร",
    "Field must be exactly %(max)d character long.": "ต้องมี %(max)d ตัวอักษรพอดี",
    "Field must be between %(min)d and %(max)d characters long.": "ต้องมี %(min)d ถึง %(max)d ตัวอักษร",
    "Number must be at least %(min)s.": "ต้องไม่น้อยกว่า %(min)s",
    "Number must be at most %(max)s.": "ต้องไม่เกิน %(max)s",
    "Number must be between %(min)s and %(max)s.": "ต้องอยู่ระหว่าง %(min)s ถึง %(max)s",
    "Date must be at least %(min)s.": "วันที่เร็วเกินไป",
    "Date must be at most %(max)s.": "วันที่ช้าเกินไป",
    "Date must be between %(min)s and %(max)s.": "วันที่อยู่นอกช่วงที่กำหนด",
    "This field is required.": "กรุณากรอกข้อมูลช่องนี้",
    "Invalid input.": "รูปแบบข้อมูลไม่ถูกต้อง",
    "Invalid email address.": "อีเมลไม่ถูกต้อง เช่น name@example.go.th",
    "Invalid IP address.": "หมายเลขไอพีไม่ถูกต้อง",
    "Invalid Mac address.": "หมายเลขเครื่องไม่ถูกต้อง",
    "Invalid URL.": "ที่อยู่เว็บไม่ถูกต้อง ต้องขึ้นต้นด้วย https:// หรือ http://",
    "Invalid UUID.": "รหัสไม่ถูกต้อง",
    "Invalid value, must be one of: %(values)s.": "ต้องเป็นค่าใดค่าหนึ่งต่อไปนี้: %(values)s",
    "Invalid value, can't be any of: %(values)s.": "ใช้ค่าต่อไปนี้ไม่ได้: %(values)s",
    "This field cannot be edited.": "ช่องนี้แก้ไขไม่ได้",
    "This field is disabled and cannot have a value.": "ช่องนี้ปิดใช้งานอยู่ กรอกข้อมูลไม่ได้",
    "Invalid CSRF Token.": "หน้านี้หมดอายุ กรุณาโหลดหน้าใหม่แล้วส่งอีกครั้ง",
    "CSRF token missing.": "หน้านี้หมดอายุ กรุณาโหลดหน้าใหม่แล้วส่งอีกครั้ง",
    "CSRF failed.": "หน้านี้หมดอายุ กรุณาโหลดหน้าใหม่แล้วส่งอีกครั้ง",
    "CSRF token expired.": "หน้านี้หมดอายุ กรุณาโหลดหน้าใหม่แล้วส่งอีกครั้ง",
    "Invalid Choice: could not coerce.": "ตัวเลือกไม่ถูกต้อง กรุณาเลือกใหม่",
    "Choices cannot be None.": "ยังไม่มีตัวเลือกให้เลือก",
    "Not a valid choice.": "ตัวเลือกไม่ถูกต้อง กรุณาเลือกใหม่",
    "Invalid choice(s): one or more data inputs could not be coerced.": "มีตัวเลือกที่ไม่ถูกต้อง กรุณาเลือกใหม่",
    "'%(value)s' is not a valid choice for this field.": "มีตัวเลือกที่ไม่ถูกต้อง กรุณาเลือกใหม่",
    "Not a valid datetime value.": "วันและเวลาไม่ถูกต้อง",
    "Not a valid date value.": "วันที่ไม่ถูกต้อง เช่น 31/3/2569",
    "Not a valid time value.": "เวลาไม่ถูกต้อง เช่น 09:00",
    "Not a valid week value.": "สัปดาห์ไม่ถูกต้อง",
    "Not a valid integer value.": "ต้องเป็นจำนวนเต็ม",
    "Not a valid decimal value.": "ต้องเป็นตัวเลข",
    "Not a valid float value.": "ต้องเป็นตัวเลข",
}


class ThaiMessages:
    """What WTForms asks for a sentence in the reader's language."""

    def gettext(self, sentence: str) -> str:
        """Return the Thai sentence; our own Thai sentences pass unchanged."""
        return _SENTENCES.get(sentence, sentence)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the Thai sentence: Thai has one form for every number."""
        return _SENTENCES.get(singular, singular if n == 1 else plural)
