"""What LINE refuses: the shapes and limits of messages, actions, Flex containers and rich menus."""
