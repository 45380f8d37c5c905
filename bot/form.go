package bot

import (
	"slices"
	"strings"
	"time"
)

// View is a form or the Home tab, and what stands in it.
type View struct {
	ID         string
	RootID     string // the lowest view of the stack
	BelowID    string // the view right beneath this one, "" for the lowest
	Modal      bool   // false: the Home tab
	Hash       string // for an update that must not overwrite a newer one
	CallbackID string
	Metadata   string // what we put into it when it was opened
	Full       bool   // three modals lie on each other: Slack takes no more
	// Inputs are the block ids of the inputs, sorted; only under these may an error
	// stand.
	Inputs []string
	// Values are by block id; an element with an action id of its own (a menu
	// outside an input) is under that id as well.
	Values map[string]Field
}

// Field is the content of one input; which part is filled depends on its element.
type Field struct {
	Text    string   // typed text, as typed
	Option  string   // value of the one chosen option, channel or conversation
	Options []string // values of the ticked or chosen options
	Users   []string // user ids, also of a picker for one person
	At      int64    // datetimepicker, epoch seconds; 0 when empty
	Date    string   // datepicker, YYYY-MM-DD
	Clock   string   // timepicker, HH:mm
	Files   []File
}

// Text returns the typed text of a field without white space around it, "" when
// the field is empty or absent.
func (v *View) Text(block string) string { return strings.TrimSpace(v.Values[block].Text) }

// Option returns the value of the chosen option, "" when none is.
func (v *View) Option(block string) string { return v.Values[block].Option }

// Ticked reports whether the option with this value is among the chosen ones.
func (v *View) Ticked(block, value string) bool {
	f := v.Values[block]
	return f.Option == value && value != "" || slices.Contains(f.Options, value)
}

// User returns the id of the first chosen person, "" when nobody is chosen.
func (v *View) User(block string) string {
	if users := v.Values[block].Users; len(users) > 0 {
		return users[0]
	}
	return ""
}

// Time returns the moment of a datetimepicker in UTC; false when it is empty.
func (v *View) Time(block string) (time.Time, bool) {
	at := v.Values[block].At
	if at == 0 {
		return time.Time{}, false
	}
	return time.Unix(at, 0).UTC(), true
}
