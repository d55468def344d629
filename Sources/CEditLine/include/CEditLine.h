// What Swift cannot say to libedit itself: its setters are variadic, and signal handlers must be C.
//
// Everything here belongs to the one thread that reads lines, except orrery_edit_wake and the
// signal flags.
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct OrreryEdit OrreryEdit;

/// What libedit asks back; `context` is handed through. Called on the reading thread, inside
/// orrery_edit_read.
typedef struct {
    void *context;
    /// The prompt with its escape sequences between marker bytes; valid until the next call.
    const char *(*prompt)(void *context);
    /// The completion key was pressed.
    void (*complete)(void *context);
    /// Something waits to be written above the line; the cursor stands in an empty row.
    void (*notice)(void *context);
} OrreryEditCallbacks;

typedef enum {
    ORRERY_EDIT_LINE,
    ORRERY_EDIT_INTERRUPTED,
    ORRERY_EDIT_END,
} OrreryEditResult;

/// Marker byte around escape sequences in the prompt (libedit's EL_PROMPT_ESC).
enum { ORRERY_EDIT_PROMPT_MARKER = 1 };

/// Opens an editor on standard input and output, NULL if libedit cannot.
/// Reads the user's .editrc; history keeps `history_max` lines without neighbouring duplicates.
OrreryEdit *orrery_edit_open(const char *program, int history_max, OrreryEditCallbacks callbacks);
/// Gives the terminal back as it was.
void orrery_edit_close(OrreryEdit *edit);

/// Reads one line; `*line` holds it without its line end until the next call.
OrreryEditResult orrery_edit_read(OrreryEdit *edit, const char **line);
/// Adds a line to the history; true if it was no neighbouring duplicate.
bool orrery_edit_remember(OrreryEdit *edit, const char *line);

/// Makes a running orrery_edit_read call `notice`. Any thread.
void orrery_edit_wake(void);

/// The line being edited as UTF-8 and how many of its bytes stand before the cursor; for
/// `complete`.
const char *orrery_edit_line(OrreryEdit *edit, size_t *bytes, size_t *before_cursor);
/// Takes `scalars` characters before the cursor away and puts `text` there; false if it does not
/// fit.
bool orrery_edit_replace(OrreryEdit *edit, int scalars, const char *text);
/// Moves below the line being edited, so that a list can be written there.
void orrery_edit_leave_line(OrreryEdit *edit);
/// Draws prompt and line anew from where the cursor is.
void orrery_edit_redraw(OrreryEdit *edit);
void orrery_edit_beep(OrreryEdit *edit);

/// Chooses the character set of the environment, or C.UTF-8 if that is not UTF-8; false if neither
/// is there.
bool orrery_use_utf8_locale(void);

/// Ignores SIGPIPE and counts SIGINT instead of ending the program.
void orrery_watch_interrupts(void);
/// Whether SIGINT came since the last call.
bool orrery_take_interrupt(void);
/// Columns of the terminal on `descriptor`, 0 if it is none.
int orrery_window_columns(int descriptor);
