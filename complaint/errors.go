package complaint

import (
	"errors"
	"strings"
	"time"
)

// ErrNotFound is returned for a case that is not there, and for one that the
// person asking may not know of: the two are told apart nowhere.
var ErrNotFound = errors.New("no such case")

// ErrConflict is returned when a form was opened before somebody else changed
// the part of the case that it edits. Nothing was saved.
var ErrConflict = errors.New("the case changed meanwhile")

// Refusal is a rule that said no. It is no failure: the text is for the person.
type Refusal struct {
	Text  string // text id
	Field string // block id of the field it belongs to; empty: the whole step
	Args  []any  // alternating name and value; User and Day values are worded late
}

// User is a Slack user id inside a refusal's arguments; it is shown as a plain
// name, never as a mention.
type User string

// Users is several of them, shown as a list.
type Users []string

func (r *Refusal) Error() string { return "refused: " + r.Text }

// Refusals is a form with more than one wrong field.
type Refusals []*Refusal

func (rs Refusals) Error() string {
	ids := make([]string, len(rs))
	for i, r := range rs {
		ids[i] = r.Text
	}
	return "refused: " + strings.Join(ids, ", ")
}

// orNil turns an empty list into no error.
func (rs Refusals) orNil() error {
	if len(rs) == 0 {
		return nil
	}
	return rs
}

func refuse(text string, args ...any) *Refusal { return &Refusal{Text: text, Args: args} }

// Until is the end of days as the argument of a refusal, exclusive: texts say the last day.
type Until time.Time

func refuseField(field, text string, args ...any) *Refusal {
	return &Refusal{Text: text, Field: field, Args: args}
}
