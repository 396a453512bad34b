"""The search of the conversations, and of the open one."""
