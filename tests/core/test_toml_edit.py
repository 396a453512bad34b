import tomllib

from desktop_app.core.toml_edit import edited, edited_at


def test_a_table_is_made_where_there_is_none() -> None:
    assert tomllib.loads(edited("", {"a.b.c": 1, "d": ("x", "y")})) == {
        "a": {"b": {"c": 1}},
        "d": ["x", "y"],
    }


def test_what_is_not_there_can_be_taken_out() -> None:
    text = "# mine\na = 1\n[t]\nb = 2\n"
    assert edited(text, {"x": None, "t.x": None, "no.x": None, "a.x": None}) == text


def test_only_the_value_changes() -> None:
    text = '# one\n\n[t]\nb   = 2   # two\n\n[u]\nc = "three"\n'
    assert edited(text, {"t.b": 5}) == text.replace("2 ", "5 ", 1)


def test_dotted_and_inline_tables_are_tables() -> None:
    assert tomllib.loads(edited("t.a = 1\nu = {a = 1}\n", {"t.b": 2, "u.b": 2})) == {
        "t": {"a": 1, "b": 2},
        "u": {"a": 1, "b": 2},
    }


def test_a_name_can_hold_a_dot() -> None:
    text = edited_at("", {("a.gguf", "b", "c"): 1})
    assert tomllib.loads(text) == {"a.gguf": {"b": {"c": 1}}}
    assert edited_at(text, {("a.gguf", "b", "c"): None}).strip() == ""


def test_a_table_that_got_empty_goes_unless_it_has_a_comment() -> None:
    assert edited_at("[t]\n# mine\na = 1\n", {("t", "a"): None}) == "[t]\n# mine\n"
    assert tomllib.loads(edited_at("u = {a = 1}\nv = 1\n", {("u", "a"): None})) == {"v": 1}
    assert tomllib.loads(edited_at("[t.u]\na = 1\n[t]\nb = 1\n", {("t", "u", "a"): None})) == {
        "t": {"b": 1}
    }
    text = "[t.u]\na = 1\n[v]\n[t.w]\nb = 1\n"
    assert tomllib.loads(edited_at(text, {("t", "u", "a"): None, ("t", "w", "b"): None})) == {
        "v": {}
    }
