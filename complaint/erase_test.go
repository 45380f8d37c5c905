package complaint

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// decided says of each field of an event's data whether it outlives the erasure, or what
// keeps it from doing so (KG-11). A new field has no place in it yet and fails the test.
var decided = map[string]string{
	"User":    "cleared: a person",
	"Users":   "cleared: people",
	"Were":    "cleared: people",
	"For":     "cleared: a person, in whose place the actor did it",
	"Untold":  "cleared: people whom a duplicate is about",
	"Hash":    "cleared: a text can be guessed and compared with it",
	"Source":  "cleared: a window, a message or an absence leads to people",
	"File":    "cleared: an id of Slack's, with which a copy could be found",
	"Belated": "cleared: the number of a sealed text that is gone",

	"Round": "a figure", "Version": "a figure", "Attempt": "a figure", "Index": "a figure", "Grade": "a figure",
	"Due": "a moment", "Until": "a moment", "Logged": "a moment", "When": "a moment", "Terms": "moments, and the kind of each duty",
	"Day": "a civil day", "Tell": "a civil day",
	"Via": "a code", "Why": "a code", "Form": "a code", "Outcome": "a code", "Duty": "a code", "Stage": "a code",
	"Flags": "codes", "Signs": "codes", "Weight": "a code", "Second": "a code", "Party": "a code",
	"Against": "a code: which group, and nobody in it", "Category": "a code", "Undone": "codes",
	"Old": "a code, day or moment; words and people before a correction stand elsewhere", "New": "the same after it",
	"Case":  "the number of another case, which is kept or erased by itself",
	"Event": "the number of an event",
}

// Every field of an event's data is either cleared when the case is erased or kept for a
// reason, and nobody adds one without deciding which.
func TestEachFieldOfAnErasedStepIsDecided(t *testing.T) {
	var d Data
	v := reflect.ValueOf(&d).Elem()
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.String:
			f.SetString(milan)
		case reflect.Int, reflect.Int64:
			f.SetInt(7)
		case reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
		default:
			t.Fatalf("%s is a %s, which this test cannot fill", v.Type().Field(i).Name, f.Kind())
		}
	}
	left := reflect.ValueOf(Anonymous([]Event{{Data: d}})[0].Data)
	for i := range left.NumField() {
		name := left.Type().Field(i).Name
		why, ok := decided[name]
		if !ok {
			t.Errorf("%s is neither cleared nor kept for a reason", name)
		}
		if cleared := strings.HasPrefix(why, "cleared: "); cleared != left.Field(i).IsZero() {
			t.Errorf("%s (%s): what is left is %v", name, why, left.Field(i))
		}
	}
	if len(decided) != left.NumField() {
		t.Errorf("%d fields are decided of %d", len(decided), left.NumField())
	}
}

// Nothing of a person is left of the steps of a case that was erased, also not in whose
// place somebody acted and whom a duplicate was about (KG-11).
func TestAnErasedStepNamesNobodyBesideItsActor(t *testing.T) {
	const standIn = "U0STAND"
	c := walkTo(t, FaceAssigned)
	c.Roster.Away = []Absence{{User: milan, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-09 00:00"), Deputy: standIn}}
	now := at(t, "2026-03-06 11:00")
	must(t, c.LogContact(ContactForm{At: now, Via: "phone", Note: "voicemail"}, member(standIn), now))
	went, dup := cygnus(t, lotte), presetCase(t, "cygnus", "Europe/Amsterdam")
	dup.Roster, dup.Number = went.Roster, "K-2026-0043"
	r := registration(t)
	r.ReceivedAt, r.Nature, r.About = at(t, "2026-03-09 09:00"), "financial", []string{milan, joost}
	must(t, dup.Register(r, member(lotte), at(t, "2026-03-09 09:20")))
	must(t, Merge(dup, went, "the same", member(sanne), at(t, "2026-03-10 11:00")))
	for _, erased := range []struct {
		what string
		c    *Case
		had  []string // who stands in it until then
	}{
		{"a step in somebody's place", c, []string{milan, standIn, sanne}},
		{"a case to which a duplicate was joined", went, []string{milan, joost, sanne}},
		{"the duplicate", dup, []string{milan, joost, sanne}},
	} {
		before, _ := json.Marshal(erased.c.Events)
		after, _ := json.Marshal(Anonymous(erased.c.Events))
		for _, id := range erased.had {
			if !strings.Contains(string(before), id) {
				t.Errorf("%s: %s stood nowhere in it", erased.what, id)
			}
			if strings.Contains(string(after), id) {
				t.Errorf("%s: %s is still named in %s", erased.what, id, after)
			}
		}
	}
}
