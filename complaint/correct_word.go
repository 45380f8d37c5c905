package complaint

import (
	"encoding/json"
	"slices"
	"strings"

	"ombud/procedure"
)

// typedFact is a fact that somebody typed: one of the sealed words of events of a kind.
type typedFact struct {
	code    FactCode
	kind    Kind
	name    string // among those words
	missing string // the refusal of none
}

// worded are those facts, in the order of the forms in which they were typed. What was left
// open there is not among the facts of a case: it is noted.
var worded = []typedFact{
	{FactChosen, HandlerAssigned, "why", "error.reason_missing"},
	{FactPromise, CommitmentMade, "what", "error.reason_missing"},
	{FactBody, Disputed, "name", "error.body_missing"},
	{FactAskedBy, Disputed, "asked_by", "error.asked_by_missing"},
	{FactDocuments, Disputed, "documents", "error.reason_missing"},
	{FactNothing, Ruled, "nothing", "error.reason_missing"},
}

// Worded tells whether the fact is a word of a step, other than what a form asks about how
// somebody was reached.
func (f Fact) Worded() bool { return f.word() != nil }

func (f Fact) word() *typedFact {
	i := slices.IndexFunc(worded, func(w typedFact) bool { return w.code == f.Code })
	if i < 0 {
		return nil
	}
	return &worded[i]
}

// wordedFacts are those that event e carries.
func (c *Case) wordedFacts(e Event) []Fact {
	var list []Fact
	for _, w := range worded {
		if w.kind == e.Kind && c.wordIn(e, w.name) != "" {
			list = append(list, Fact{w.code, e.Seq})
		}
	}
	return list
}

// wordIn gives the word of that name in event e, empty where there is none.
func (c *Case) wordIn(e Event, name string) string {
	words, text := map[string]json.RawMessage{}, ""
	c.read(e.Entry, &words)
	_ = json.Unmarshal(words[name], &text) // of another sort, it is no word
	return text
}

// respelled is the word of event e as a form has it, held to what its own form asks.
func (c *Case) respelled(f CorrectForm, e Event) (Correction, Refusals) {
	w := f.Fact.word()
	words := Correction{Old: c.wordIn(e, w.name), New: strings.TrimSpace(f.Text)}
	if words.New == "" {
		return words, Refusals{refuseField(f.Fact.Field(), w.missing)}
	}
	if w.code == FactPromise {
		return words, c.guardWords(f.Fact.Field(), words.New)
	}
	return words, nil
}

// respell lets an event count with the word that its correction e gives. A third party that
// the procedure names is reached as the procedure says, another one nobody knows how.
func (c *Case) respell(e Event) {
	i, w, is := e.Data.Event-1, Fact{Code: FactCode(e.Data.Why)}.word(), c.CorrectionOf(e).New
	c.keepWritten(c.Events[i])
	words := map[string]string{w.name: is}
	if w.code == FactBody {
		words["reach"] = ""
		for _, body := range c.Procedure.External {
			if body.Name == is {
				words["reach"] = reachOf(&body)
			}
		}
	}
	c.reword(i, words)
}

// reachOf is how a third party that the procedure names is reached.
func reachOf(body *procedure.Body) string { return strings.TrimSpace(body.Address + " " + body.URL) }

// keeper is a colleague in the place of the one of whom a promise was noted that they keep
// it, as a form has them: nobody is the handler, as when it was made.
func (c *Case) keeper(data *Data, f CorrectForm, e Event) (Correction, Refusals) {
	data.Were, data.Users = people(one(e.Data.User)), people(f.Users)
	words := Correction{Old: c.wordIn(e, "who"), New: strings.TrimSpace(f.Text)}
	if len(data.Users) == 0 {
		words.New = c.Appointment().Name
	}
	for _, user := range data.Users {
		if c.IsInvolved(user) {
			return words, Refusals{refuseField(f.Fact.Field(), "error.promise_involved", "who", User(user))}
		}
	}
	if slices.Equal(data.Were, data.Users) { // called otherwise by now
		words.New = words.Old
	}
	return words, nil
}

// otherKeeper is who keeps a promise when the case stands as after.
func (c *Case) otherKeeper(f CorrectForm, after *Case) []Effect {
	if f.Fact.Code != FactOwner {
		return nil
	}
	n := c.Events[f.Fact.Seq-1].Data.Index
	if is := after.CommitmentOwner(n); is != "" && is != c.CommitmentOwner(n) && c.Commitment(n).Verdict == "" {
		return []Effect{{Code: EffectKeeper, Users: []string{is}}}
	}
	return nil
}

// meant lets a promise, or who was told of the case, count as that of whom correction e
// names.
func (c *Case) meant(e Event) {
	i, user := e.Data.Event-1, strings.Join(e.Data.Users, "")
	c.keepWritten(c.Events[i])
	c.Events[i].Data.User = user
	if FactCode(e.Data.Why) == FactOwner {
		c.reword(i, map[string]string{"who": c.CorrectionOf(e).New, "user": user})
	}
}

// informedOf is another colleague in the place of the one of whom was noted that they were told.
func (c *Case) informedOf(data *Data, f CorrectForm, e Event) Refusals {
	data.Were, data.Users = people(one(e.Data.User)), people(f.Users)
	if len(data.Users) != 1 || data.Users[0] == e.Actor {
		return Refusals{refuseField(f.Fact.Field(), "error.inform_who")}
	}
	return nil
}

// one is that colleague, if there is one.
func one(user string) []string {
	if user == "" {
		return nil
	}
	return []string{user}
}
