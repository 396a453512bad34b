#!/bin/sh
# Puts Parley into the menu of the person who runs this; with --remove takes it out again.
# Everything goes into that person's own folder for such files; nobody else's is touched.
set -eu

here=$(dirname "$(readlink -f "$0")")
data=${XDG_DATA_HOME:-$HOME/.local/share}

# Caches of menus, kinds of files and icons, where this desktop has any.
refresh() {
    update-desktop-database "$data/applications" >/dev/null 2>&1 || true
    update-mime-database "$data/mime" >/dev/null 2>&1 || true
    gtk-update-icon-cache --ignore-theme-index "$data/icons/hicolor" >/dev/null 2>&1 || true
}

# The files that go there, by their places below share.
files() {
    cd "$here/share" && find applications mime icons -type f
}

# Nobody hears of it further down: the end of a pipe alone counts.
if [ ! -d "$here/share" ]; then
    echo "$here/share is not there: unpack the archive whole." >&2
    exit 1
fi

case "${1-}" in
--remove)
    files | while IFS= read -r file; do rm -f "$data/$file"; done
    refresh
    echo "Parley is no longer in your menu."
    exit
    ;;
"") ;;
*)
    echo "usage: $0 [--remove]" >&2
    exit 2
    ;;
esac

files | while IFS= read -r file; do
    mkdir -p "$data/$(dirname "$file")"
    case $file in
    applications/*)
        # The place of the program, by the rules for such files: a backslash before four
        # characters within quotes, then every backslash doubled, and a percent sign too.
        word=$(printf '%s' "$here/Parley" | sed 's/[\\"`$]/\\&/g; s/\\/\\\\/g; s/%/%%/g')
        plain=$(printf '%s' "$here/Parley" | sed 's/\\/\\\\/g')
        {
            grep -v '^\(Exec\|TryExec\)=' "$here/share/$file"
            printf 'Exec="%s" %%f\nTryExec=%s\n' "$word" "$plain"
        } >"$data/$file"
        ;;
    *) cp "$here/share/$file" "$data/$file" ;;
    esac
done
refresh
echo "Parley is in your menu."
