# Sourced by the other scripts: brings a Debian-like machine to the point where cardscan runs.
# Everything Python goes into .venv; a second run finds it there and changes nothing.

export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*" >&2; }

stop() { # 3 is what cardscan itself answers when a needed program is missing
    say "$@"
    exit 3
}

# The locked packages have wheels for these versions and no others.
PYTHON_RANGE='sys.exit(not (3, 11) <= sys.version_info < (3, 15))'

find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c "import sys; $PYTHON_RANGE" 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

reads() { grep -qx "$1" <<<"$(tesseract --list-langs 2>/dev/null)"; }

has_postgres() { command -v postgres || ls /usr/lib/postgresql/*/bin/postgres; }

has_font() { [[ -f /usr/share/fonts/$1 ]]; }

# need PACKAGE TEST…: remember the Debian package unless the test passes.
need() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

need_python() {
    local python
    if python=$(find_python); then
        need "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" \
            "$python" -c 'import ensurepip, venv'
    elif ! command -v python3 >/dev/null; then
        missing+=(python3 python3-venv)
    else
        stop "cardscan needs Python 3.11 to 3.14; this is $(python3 --version 2>&1)."
    fi
}

need_readers() {
    need tesseract-ocr command -v tesseract
    need tesseract-ocr-eng reads eng
    need tesseract-ocr-jpn reads jpn
    need tesseract-ocr-jpn-vert reads jpn_vert
    need tesseract-ocr-script-latn reads '\(script/\)\?Latin'
}

need_test_tools() {
    need make command -v make
    need postgresql has_postgres
    need chromium command -v chromium
    need libreoffice-calc command -v soffice
    need tmux command -v tmux
    need systemd command -v systemd-analyze
    need fonts-dejavu-core has_font truetype/dejavu/DejaVuSans.ttf
    need fonts-dejavu-extra has_font truetype/dejavu/DejaVuSansCondensed.ttf
    need fonts-ipaexfont-gothic has_font opentype/ipaexfont-gothic/ipaexg.ttf
    need fonts-ipaexfont-mincho has_font opentype/ipaexfont-mincho/ipaexm.ttf
    need fonts-liberation has_font truetype/liberation/LiberationSans-Regular.ttf
    need fonts-morisawa-bizud-gothic has_font truetype/bizud-gothic/BIZUDPGothic-Regular.ttf
    need fonts-morisawa-bizud-mincho has_font truetype/bizud-mincho/BIZUDPMincho-Regular.ttf
    need fonts-noto-cjk has_font opentype/noto/NotoSansCJK-Regular.ttc
}

install_packages() {
    local as_root=()
    if ! command -v apt-get >/dev/null; then
        stop "Install these first (by their Debian names), then run this again: $*"
    fi
    if ((EUID != 0)); then
        command -v sudo >/dev/null || stop "Run this as root, then try again: apt-get install $*"
        as_root=(sudo)
    fi
    say "Installing $*"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >/dev/null
}

make_environment() {
    local python
    .venv/bin/python -c 'import pip' 2>/dev/null && return
    python=$(find_python) || stop "cardscan needs Python 3.11 to 3.14."
    "$python" -m venv --clear .venv
}

# install_locked LOCK: the pinned packages, each checked against its hash, then cardscan itself.
install_locked() {
    local stamp=.venv/$1.stamp
    cat "$1" pyproject.toml | cmp -s - "$stamp" && return
    say "Installing the Python packages of $1 into .venv (once, some 300 MB)"
    .venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r "$1"
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
    cat "$1" pyproject.toml >"$stamp"
}

set_up_to_run() {
    local missing=()
    need_python
    need_readers
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
    make_environment
    install_locked requirements.lock
}

set_up_to_test() {
    local missing=()
    need_python
    need_readers
    need_test_tools
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
    make_environment
    install_locked requirements-dev.lock
}
