// libedit behind functions with fixed parameters.
//
// Characters are read by our own function: it polls the keyboard together with a pipe that carries
// signals and wake-ups, which is how text can be written above a line that is being edited, on the
// one thread that may touch libedit.
#define _GNU_SOURCE
#include "include/CEditLine.h"
#include "EditSignals.h"

#include <errno.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

struct OrreryEdit {
    EditLine *el;
    History *history;
    OrreryEditCallbacks callbacks;
    int signals;
    bool interrupted;
    /// A byte that was read too far, -1 if none.
    int kept;
};

static OrreryEdit *owner(EditLine *el) {
    void *data = NULL;
    el_get(el, EL_CLIENTDATA, &data);
    return data;
}

static char *prompt(EditLine *el) {
    OrreryEdit *edit = owner(el);
    return (char *)edit->callbacks.prompt(edit->callbacks.context);
}

static unsigned char complete(EditLine *el, int key) {
    (void)key;
    OrreryEdit *edit = owner(el);
    edit->callbacks.complete(edit->callbacks.context);
    return CC_REFRESH;
}

// MARK: where the cursor is

typedef struct {
    int row, column, width;
} Place;

/// Moves on by one character as libedit draws it: wide ones do not straddle the edge, controls are
/// ^X.
static void advance(Place *place, wchar_t c) {
    if (c == L'\n') {
        place->row++;
        place->column = 0;
        return;
    }
    if (c == L'\t') {
        place->column = (place->column + 8) & ~7;
    } else {
        int width = c < 32 || c == 127 ? 2 : wcwidth(c);
        if (width < 0) width = c > 0xFFFF ? 8 : 7;
        if (width == 2 && place->column + width > place->width) {
            place->row++;
            place->column = 0;
        }
        place->column += width;
    }
    while (place->column >= place->width) {
        place->row++;
        place->column -= place->width;
    }
}

static void advance_prompt(OrreryEdit *edit, Place *place) {
    wchar_t wide[4096];
    size_t count = mbstowcs(wide, edit->callbacks.prompt(edit->callbacks.context), 4095);
    if (count == (size_t)-1) return;
    bool hidden = false;
    for (size_t index = 0; index < count; index++) {
        if (wide[index] == ORRERY_EDIT_PROMPT_MARKER) {
            hidden = !hidden;
        } else if (!hidden) {
            advance(place, wide[index]);
        }
    }
}

/// Where the cursor and the end of the line are, seen from the beginning of the prompt.
static void measure(OrreryEdit *edit, Place *cursor, Place *end) {
    Place place = {0, 0, orrery_window_columns(STDOUT_FILENO)};
    if (place.width <= 0) place.width = 80;
    advance_prompt(edit, &place);
    const LineInfoW *line = el_wline(edit->el);
    const wchar_t *at = line->buffer;
    for (; at < line->cursor; at++) advance(&place, *at);
    *cursor = place;
    for (; at < line->lastchar; at++) advance(&place, *at);
    *end = place;
}

static void erase_line(OrreryEdit *edit) {
    Place cursor, end;
    measure(edit, &cursor, &end);
    fputs("\r", stdout);
    if (cursor.row > 0) fprintf(stdout, "\033[%dA", cursor.row);
    fputs("\033[J", stdout);
    fflush(stdout);
}

/// Goes to the end of the line, writes `mark` there, and goes on to the row below.
static void leave_line(OrreryEdit *edit, const char *mark) {
    Place cursor, end;
    measure(edit, &cursor, &end);
    if (end.row > cursor.row) fprintf(stdout, "\033[%dB", end.row - cursor.row);
    fputs("\r", stdout);
    if (end.column > 0) fprintf(stdout, "\033[%dC", end.column);
    fputs(mark, stdout);
    fputs("\r\n", stdout);
    fflush(stdout);
}

void orrery_edit_leave_line(OrreryEdit *edit) { leave_line(edit, ""); }

void orrery_edit_redraw(OrreryEdit *edit) { el_wset(edit->el, EL_REFRESH); }

void orrery_edit_beep(OrreryEdit *edit) { el_beep(edit->el); }

// MARK: reading

/// Lets `number` do what it does by default, on a restored terminal; returns if the program goes
/// on.
static void pass_on(OrreryEdit *edit, int number) {
    el_wset(edit->el, EL_PREP_TERM, 0);
    orrery_edit_leave_line(edit);
    orrery_catch_edit_signals(false);
    raise(number);
    orrery_catch_edit_signals(true);
    el_wset(edit->el, EL_PREP_TERM, 1);
    orrery_edit_redraw(edit);
}

/// Takes what is in the pipe; false if the line is to be dropped.
static bool take_signals(OrreryEdit *edit) {
    unsigned char byte;
    while (read(edit->signals, &byte, 1) == 1) {
        switch (byte) {
        case 0:
            erase_line(edit);
            edit->callbacks.notice(edit->callbacks.context);
            orrery_edit_redraw(edit);
            break;
        case SIGINT:
            // A byte that is left from before this line began has no flag any more.
            if (!orrery_take_interrupt()) break;
            edit->interrupted = true;
            return false;
        case SIGWINCH:
            erase_line(edit);
            el_resize(edit->el);
            orrery_edit_redraw(edit);
            break;
        case SIGCONT:
            el_wset(edit->el, EL_PREP_TERM, 1);
            orrery_edit_redraw(edit);
            break;
        default:
            pass_on(edit, byte);
        }
    }
    return true;
}

/// One byte from the keyboard: 1, 0 at the end, -1 if interrupted or broken.
static int read_byte(OrreryEdit *edit, unsigned char *byte) {
    if (edit->kept >= 0) {
        *byte = (unsigned char)edit->kept;
        edit->kept = -1;
        return 1;
    }
    for (;;) {
        struct pollfd waiting[2] = {{STDIN_FILENO, POLLIN, 0}, {edit->signals, POLLIN, 0}};
        if (poll(waiting, 2, -1) < 0 && errno != EINTR) return -1;
        if (waiting[1].revents != 0 && !take_signals(edit)) {
            errno = EINTR;
            return -1;
        }
        if (waiting[0].revents == 0) continue;
        ssize_t count = read(STDIN_FILENO, byte, 1);
        if (count >= 0) return (int)count;
        if (errno != EINTR && errno != EAGAIN) return -1;
    }
}

/// One character, decoded from UTF-8 here so that no locale can lose it; U+FFFD for what is none.
static int read_character(EditLine *el, wchar_t *out) {
    OrreryEdit *edit = owner(el);
    unsigned char byte;
    int count = read_byte(edit, &byte);
    if (count != 1) return count;
    if (byte < 0x80) {
        *out = byte;
        return 1;
    }
    int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    bool valid = byte >= 0xC2 && byte < 0xF5;
    unsigned int value = byte & (0x3F >> more);
    for (; valid && more > 0; more--) {
        count = read_byte(edit, &byte);
        if (count != 1) return count;
        valid = (byte & 0xC0) == 0x80;
        if (!valid) edit->kept = byte;
        value = value << 6 | (byte & 0x3F);
    }
    *out = valid && value <= 0x10FFFF && (value & ~0x7FFu) != 0xD800 ? (wchar_t)value : 0xFFFD;
    return 1;
}

OrreryEditResult orrery_edit_read(OrreryEdit *edit, const char **line) {
    int count = 0;
    orrery_take_interrupt();
    orrery_catch_edit_signals(true);
    edit->interrupted = false;
    edit->kept = -1;
    // The window may have changed while no line was edited.
    el_resize(edit->el);
    const char *text = el_gets(edit->el, &count);
    orrery_catch_edit_signals(false);
    if (edit->interrupted) {
        leave_line(edit, "^C");
        el_reset(edit->el);
        return ORRERY_EDIT_INTERRUPTED;
    }
    if (text == NULL || count <= 0) {
        fputs("\r\n", stdout);
        fflush(stdout);
        return ORRERY_EDIT_END;
    }
    *line = text;
    return ORRERY_EDIT_LINE;
}

void orrery_edit_wake(void) { orrery_signal_wake(0); }

// MARK: the line

const char *orrery_edit_line(OrreryEdit *edit, size_t *bytes, size_t *before_cursor) {
    const LineInfo *line = el_line(edit->el);
    *bytes = (size_t)(line->lastchar - line->buffer);
    *before_cursor = (size_t)(line->cursor - line->buffer);
    return line->buffer;
}

bool orrery_edit_replace(OrreryEdit *edit, int scalars, const char *text) {
    if (scalars > 0) el_deletestr(edit->el, scalars);
    return text[0] == '\0' || el_insertstr(edit->el, text) == 0;
}

bool orrery_edit_remember(OrreryEdit *edit, const char *line) {
    HistEvent event;
    bool had = history(edit->history, &event, H_FIRST) == 0;
    if (had && strcmp(event.str, line) == 0) return false;
    return history(edit->history, &event, H_ENTER, line) >= 0;
}

// MARK: opening and closing

bool orrery_use_utf8_locale(void) {
    const char *chosen = setlocale(LC_CTYPE, "");
    if (chosen != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
    return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

static void set_up(OrreryEdit *edit) {
    EditLine *el = edit->el;
    el_set(el, EL_CLIENTDATA, edit);
    el_set(el, EL_SIGNAL, 0);
    el_set(el, EL_GETCFN, read_character);
    el_set(el, EL_PROMPT_ESC, prompt, ORRERY_EDIT_PROMPT_MARKER);
    el_set(el, EL_HIST, history, edit->history);
    el_set(el, EL_EDITOR, "emacs");
    el_set(el, EL_ADDFN, "orrery-complete", "complete the word before the cursor", complete);
    // The person's file first: `bind -v` and `bind -e` in it set every key anew.
    el_source(el, NULL);
    const char *editor = NULL;
    el_get(el, EL_EDITOR, &editor);
    if (editor != NULL && strcmp(editor, "emacs") == 0) {
        el_set(el, EL_BIND, "^R", "em-inc-search-prev", NULL);
    }
    el_set(el, EL_BIND, "^I", "orrery-complete", NULL);
}

OrreryEdit *orrery_edit_open(const char *program, int history_max, OrreryEditCallbacks callbacks) {
    OrreryEdit *edit = calloc(1, sizeof *edit);
    if (edit == NULL) return NULL;
    edit->callbacks = callbacks;
    edit->kept = -1;
    edit->signals = orrery_signal_pipe();
    edit->history = history_init();
    edit->el = edit->signals < 0 ? NULL : el_init(program, stdin, stdout, stderr);
    if (edit->el == NULL || edit->history == NULL) {
        orrery_edit_close(edit);
        return NULL;
    }
    HistEvent event;
    history(edit->history, &event, H_SETSIZE, history_max);
    history(edit->history, &event, H_SETUNIQUE, 1);
    set_up(edit);
    return edit;
}

void orrery_edit_close(OrreryEdit *edit) {
    if (edit->el != NULL) el_end(edit->el);
    if (edit->history != NULL) history_end(edit->history);
    free(edit);
}
