package complaint

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Entries are the words of a case by number, opened: what the store keeps
// sealed with the case's own key. Nothing else in a case is personal data.
type Entries map[int]json.RawMessage

// Filing is what the filer wrote down.
type Filing struct {
	Name      string       `json:"name,omitempty"`
	Phone     string       `json:"phone,omitempty"`
	Email     string       `json:"email,omitempty"`
	Address   string       `json:"address,omitempty"`
	Street    string       `json:"street,omitempty"` // with Postcode and Town the parts of Address, where they are asked for
	Postcode  string       `json:"postcode,omitempty"`
	Town      string       `json:"town,omitempty"`
	Handle    string       `json:"handle,omitempty"`  // in a chat or on social media
	Unknown   bool         `json:"unknown,omitempty"` // customer unknown or cannot be reached
	Summary   string       `json:"summary"`
	Story     string       `json:"story"`
	Wish      string       `json:"wish,omitempty"`
	Deliverer string       `json:"deliverer,omitempty"` // typed name of one who is not in Slack
	Interest  string       `json:"interest,omitempty"`  // how the filer is involved
	Files     []Attachment `json:"files,omitempty"`
	Quoted    *Quoted      `json:"quoted,omitempty"` // the message of Slack that the story was taken from
	Salt      string       `json:"salt,omitempty"`   // see salted
}

// Quoted is a message of Slack that a story, or what was said in a contact, was taken
// from. It stays beside the words: a story is read back to the complainant.
type Quoted struct {
	Author string    `json:"author"` // Slack id
	At     time.Time `json:"at"`     // when it was written
	Source string    `json:"source"` // channel and ts
	Link   string    `json:"link,omitempty"`
}

// source is what lets a message be in the file once; empty for none.
func (q *Quoted) source() string {
	if q == nil {
		return ""
	}
	return q.Source
}

// Attachment is a document that came with the complaint.
type Attachment struct {
	ID   string `json:"id"` // Slack file id
	Name string `json:"name"`
	MIME string `json:"mime"`
	Size int64  `json:"size"` // bytes
}

// Note is what somebody said or wrote about a step.
type Note struct {
	Text string `json:"text,omitempty"`
	With string `json:"with,omitempty"` // who was spoken to
	Link string `json:"link,omitempty"` // where it was written
	Said string `json:"said,omitempty"` // of an answer that was told in a conversation
	// Folder is where the report of a contact lies in the customer's own folder.
	Folder string `json:"folder,omitempty"`
	// Handling is how whoever told the answer reports the handling (EX-17).
	Handling string `json:"handling,omitempty"`
	// Late is why an answer that was told after its deadline took longer (OK-16).
	Late string `json:"late,omitempty"`
	// Nothing is why a ruling asks for nothing to be carried out.
	Nothing string `json:"nothing,omitempty"`
	// Files came with what was said.
	Files []Attachment `json:"files,omitempty"`
}

// Ending is why a case ended by a side road.
type Ending struct {
	Text string `json:"text"`           // the reason; of a withdrawal the complainant's own words
	With string `json:"with,omitempty"` // who withdrew it
	// Reply is what was answered, of a question.
	Reply *Reply `json:"reply,omitempty"`
}

// Reply is what somebody who asked something was answered.
type Reply struct {
	Text string    `json:"text"`
	Via  string    `json:"via"` // one of Ways
	At   time.Time `json:"at"`  // UTC, whole milliseconds
}

// Appointment freezes who handles the case as they were called that day.
type Appointment struct {
	Name  string `json:"name"`
	Title string `json:"title"` // function in the company
	Brief string `json:"brief,omitempty"`
	Why   string `json:"why,omitempty"` // in words, where a code does not say it
}

// Delay is why an answer takes longer.
type Delay struct {
	Reason   string `json:"reason"`             // as the customer is told
	Internal string `json:"internal,omitempty"` // for ourselves
	Salt     string `json:"salt,omitempty"`     // see salted
}

// Promise is one row of "who does what by when".
type Promise struct {
	What string `json:"what"`
	Who  string `json:"who"`            // as they were called that day
	User string `json:"user,omitempty"` // Slack id of that colleague; empty: the handler
	When string `json:"when"`           // civil day, 2006-01-02
}

// Plan is what the handler agreed with the complainant.
type Plan struct {
	How  string `json:"how"`
	Note string `json:"note,omitempty"`
	With string `json:"with,omitempty"`
}

// Answer is one version of the decision as it will reach the complainant.
type Answer struct {
	Text    string   `json:"text"`
	More    []string `json:"more,omitempty"`  // of a long one, the parts after the first
	Facts   string   `json:"facts,omitempty"` // what was established about what happened, and by whom
	Reasons string   `json:"reasons,omitempty"`
	// Letter is a document that is part of the answer, or all of it.
	Letter   *Attachment `json:"letter,omitempty"`
	Promises []Promise   `json:"promises,omitempty"`
	Internal string      `json:"internal,omitempty"`
	OralWhy  string      `json:"oral_why,omitempty"`
	Salt     string      `json:"salt,omitempty"` // see salted
}

// salted gives the hash of words that events keep of them. The salt is sealed with the
// words: without it the hash, which outlives them, would tell whoever guesses them
// that the guess is right. Words from before there were salts have none.
func salted(salt string, words ...any) string {
	if salt != "" {
		words = append(words, salt)
	}
	raw, _ := json.Marshal(words) // plain values always marshal
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:16])
}

// Parts is how many fields a long answer may fill.
const Parts = 4

// Whole is the text of the answer with all its parts, each a new paragraph.
func (a Answer) Whole() string { return strings.Join(append([]string{a.Text}, a.More...), "\n\n") }

// trim drops the space around what was typed, and parts with nothing in them.
func (a *Answer) trim() {
	var parts []string
	for _, part := range append([]string{a.Text}, a.More...) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	a.Text, a.More = "", nil
	if len(parts) > 0 {
		a.Text, a.More = parts[0], parts[1:]
	}
	for _, typed := range []*string{&a.Facts, &a.Reasons, &a.Internal, &a.OralWhy} {
		*typed = strings.TrimSpace(*typed)
	}
}

// Report is what is written down at closing.
type Report struct {
	Handling string `json:"handling,omitempty"`
	Lesson   string `json:"lesson,omitempty"`
	Archive  string `json:"archive,omitempty"` // where the file lies in the company's own archive
	// NoMeasure is why no corrective action follows.
	NoMeasure string `json:"no_measure,omitempty"`
}

// put adds words to the case and gives the number of the entry.
func (c *Case) put(v any) int {
	raw, err := json.Marshal(v)
	if err != nil { // only our own plain structs come here
		panic(fmt.Sprintf("entry of %s: %v", c.Number, err))
	}
	n := len(c.Entries) + 1
	if c.Entries == nil {
		c.Entries = Entries{}
	}
	c.Entries[n] = raw
	c.newEntries = append(c.newEntries, n)
	return n
}

// read opens entry n into v, as it was corrected last. An entry that was erased leaves v as
// it is.
func (c *Case) read(n int, v any) {
	raw, ok := c.Entries[n]
	if n < 0 {
		raw, ok = c.reworded[-n]
	}
	if ok {
		_ = json.Unmarshal(raw, v) // written by put; an unknown field is an older version's
	}
}

// Filing gives what was filed, with later corrections.
func (c *Case) Filing() Filing {
	var f Filing
	c.read(c.filingEntry, &f)
	return f
}

// Appointment gives name and function of the handler as frozen at assignment.
func (c *Case) Appointment() Appointment {
	var a struct {
		Appointment
		Appointed *Appointment `json:"appointed"` // as it was corrected
	}
	c.read(c.appointmentEntry, &a)
	if a.Appointed == nil {
		return a.Appointment
	}
	if chosen := c.newest(HandlerAssigned); chosen != nil { // with why, as that stands by now
		a.Appointed.Why = c.AppointmentOf(*chosen).Why
	}
	return *a.Appointed
}

// AppointmentOf gives who was appointed in event e, as they were called then.
func (c *Case) AppointmentOf(e Event) Appointment {
	var a Appointment
	c.read(e.Entry, &a)
	return a
}

// Note gives the words of an event.
func (c *Case) Note(e Event) Note {
	var n Note
	c.read(e.Entry, &n)
	return n
}

// Plan gives what was agreed with the complainant, and until when.
func (c *Case) Plan() (Plan, string) {
	return c.planIn(c.planEntry), c.PlanDay
}

// AnswerText gives the words of answer version v, empty for an unknown one.
func (c *Case) AnswerText(v int) Answer {
	var a Answer
	if v >= 1 && v <= len(c.Answers) {
		c.read(c.Answers[v-1].entry, &a)
	}
	return a
}

// Changes tells the store what a step added: events, and the numbers of the
// entries to seal.
func (c *Case) Changes() (events []Event, entries []int) {
	for _, e := range c.Events[c.saved:] {
		events = append(events, c.Written(e))
	}
	return events, c.newEntries
}

// Saved tells the case that its changes are committed.
func (c *Case) Saved() { c.saved, c.newEntries = len(c.Events), nil }

// instant cuts a time to what storage keeps: whole milliseconds, UTC.
func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }

// PlanOf gives what was agreed in event e.
func (c *Case) PlanOf(e Event) Plan { return c.planIn(e.Entry) }

func (c *Case) planIn(entry int) Plan {
	var p Plan
	c.read(entry, &p)
	return p
}
