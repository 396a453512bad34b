"""Reading films and sound with Qt Multimedia: Qt, but no window, in a process of its own."""
