package handlers

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
	"ombud/lang"
	"ombud/procedure"
)

// Explain words an error for the person whose request ended in it, and tells
// whether it is a failure to be logged. Refusals stand under their field
// where the form is still open, else in a small window. Ref is the reference
// that the log line of a failure carries.
func (h *Handlers) Explain(r *bot.Request, err error, ref string) (bot.Response, bool) {
	p := h.printer(r)
	var many complaint.Refusals
	var one *complaint.Refusal
	switch {
	case errors.Is(err, errOutsider): // no window, no data
		return bot.Response{Ephemeral: view.Sentence(h.outsider(p, r.Kind)), Clear: true}, false
	case errors.As(err, &many):
	case errors.As(err, &one):
		many = complaint.Refusals{one}
	case errors.Is(err, complaint.ErrNotFound):
		return h.tell(r, p.T("error.unknown_case", "number", h.askedNumber(r))), false
	case errors.Is(err, complaint.ErrConflict):
		return h.tell(r, p.T("error.stale_form")), false
	case errors.Is(err, bot.ErrNotShown):
		return h.notShown(r, p.T("error.not_shown", "ref", ref)), true
	case r.Kind == bot.KindSubmit && r.Route == "case.file":
		return h.tell(r, p.T(h.filingFailed(r, err), "ref", ref)), true
	case errors.Is(err, bot.ErrRetired):
		return h.tell(r, p.T("error.retired")), false
	case uncertain(err):
		return h.tell(r, p.T("error.uncertain", "ref", ref)), true
	default:
		return h.tell(r, p.T("error.unexpected", "ref", ref)), true
	}
	return h.refused(r, h.printerOf(r), many), false
}

// uncertain tells whether a failure may have come after the commit: a handler that did not
// return in time, one that panicked, which it may do while the answer is drawn, and a
// database that did not answer the commit. Then nobody is told that nothing was saved.
func uncertain(err error) bool {
	return errors.Is(err, bot.ErrSlow) || errors.Is(err, bot.ErrPanic) || errors.Is(err, db.ErrUncertain)
}

// printerOf words a refusal as the version of the procedure does that the case in
// question keeps, also where a newer one is in force.
func (h *Handlers) printerOf(r *bot.Request) *lang.Printer {
	f := h.frame(r, complaint.Person{ID: r.User})
	number := h.askedNumber(r)
	if number == "" {
		return f.P
	}
	ctx, cancel := context.WithTimeout(context.Background(), lookUpTime)
	defer cancel()
	c, err := h.Store.Case(ctx, number)
	// The refusal must reach the person, and tell nobody of a case they may not know of.
	if err != nil || !c.MaySee(complaint.Person{ID: r.User, Member: true}, complaint.PartState, f.Now) {
		return f.P
	}
	f.CalledIn(c)
	return f.P
}

// refused words refusals: all of a field under it, or the first as one sentence. So is one
// under a field that the form does not have, as when it was sent before it was drawn anew.
func (h *Handlers) refused(r *bot.Request, p *lang.Printer, refusals complaint.Refusals) bot.Response {
	names := h.refusedNames(refusals)
	texts := map[string]string{}
	for _, refusal := range refusals {
		text := wordRefusal(p, h.Now(), h.exactly(p, refusal, r.Route), names)
		_, drawn := r.View.Values[refusal.Field]
		drawn = drawn || len(r.View.Inputs) == 0 || slices.Contains(r.View.Inputs, refusal.Field)
		if refusal.Field == "" || r.Kind != bot.KindSubmit || !drawn {
			if modal := h.askInstead(r, refusal, text, names); modal != nil {
				return over(r, modal)
			}
			return h.tell(r, text)
		}
		switch said := texts[refusal.Field]; {
		case said == "":
			texts[refusal.Field] = text
		case !strings.Contains(said, text):
			texts[refusal.Field] = said + " " + text
		}
	}
	return bot.Response{Errors: texts}
}

// tell says one sentence to the person: over an open form so that what was
// typed stays, in a small window after a button, else in the conversation.
// Where Slack takes no further window the sentence stands under a field of the
// form, or comes as a message.
func (h *Handlers) tell(r *bot.Request, text string) bot.Response {
	p := h.printer(r)
	if r.View.Full && r.Kind == bot.KindSubmit && len(r.View.Inputs) > 0 {
		return bot.Response{Errors: map[string]string{r.View.Inputs[0]: text}}
	}
	if r.View.Full && r.Kind == bot.KindAction {
		return bot.Response{Ephemeral: view.Sentence(text)}
	}
	switch r.Kind {
	case bot.KindSubmit, bot.KindAction, bot.KindShortcut, bot.KindMessageShortcut:
		return over(r, view.Sorry(p, text))
	case bot.KindCommand:
		return bot.Response{Ephemeral: view.Sentence(text)}
	}
	return bot.Response{}
}

// notShown says that what was sent is saved although nothing of it can be shown. The
// time for windows is over then, but for the answer to a form.
func (h *Handlers) notShown(r *bot.Request, text string) bot.Response {
	if r.Kind == bot.KindSubmit {
		return h.tell(r, text)
	}
	return bot.Response{Ephemeral: view.Sentence(text)}
}

// over lays a small window over the form that was sent, or opens it.
func over(r *bot.Request, m *view.Modal) bot.Response {
	if r.Kind == bot.KindSubmit {
		return bot.Response{Push: m}
	}
	return bot.Response{Open: m}
}

// askedNumber is the case number that the request spoke of, for the sentence
// that is the same for hidden and unknown ones.
func (h *Handlers) askedNumber(r *bot.Request) string {
	if m, err := view.ParseMetadata(r.View.Metadata); err == nil && m.Number != "" {
		return m.Number
	}
	number, _ := view.ParseValue(r.Action.Value)
	return number
}

// refusedNames looks up everybody whom the refusals speak of. A name that
// cannot be had is left out: the refusal must reach the person all the same.
func (h *Handlers) refusedNames(refusals complaint.Refusals) map[string]string {
	var users []string
	for _, r := range refusals {
		for _, arg := range r.Args {
			switch v := arg.(type) {
			case complaint.User:
				users = append(users, string(v))
			case complaint.Users:
				users = append(users, v...)
			}
		}
	}
	if len(users) == 0 {
		return nil
	}
	slices.Sort(users)
	return h.names(context.Background(), lookUpTime, slices.Compact(users))
}

// exactly says of a refusal what the core does not know: the button of the step that
// other roles take, and whether the channel shows the line about a case.
func (h *Handlers) exactly(p *lang.Printer, r *complaint.Refusal, route string) *complaint.Refusal {
	exact := *r
	switch step := view.StepOfRoute(route); {
	case r.Text == "error.not_allowed" && step != "":
		exact.Text, exact.Args = "error.not_allowed_step", append(slices.Clone(r.Args), "button", view.StepName(p, step))
	case r.Text == "error.summary_personal" && h.Company.Standard:
		exact.Text = "error.summary_channel"
	}
	return &exact
}

// wordRefusal fills a refusal's text: people by name, times and days as the
// language writes them, with the year where it is not this one.
func wordRefusal(p *lang.Printer, now time.Time, r *complaint.Refusal, names map[string]string) string {
	f := view.Frame{P: p, Names: names}
	args := slices.Clone(r.Args)
	for i := 1; i < len(args); i += 2 {
		switch v := args[i].(type) {
		case complaint.User:
			args[i] = f.Name(string(v))
		case complaint.Users:
			args[i] = f.NameList(v)
		case []complaint.Role:
			args[i] = p.Either(view.RoleWords(p, v))
		case []procedure.Found:
			args[i] = view.WordsToAvoid(p, v)
		case []complaint.Promise:
			args[i] = view.PromiseNames(v)
		case complaint.Condition:
			args[i] = view.ConditionText(p, v)
		case time.Time:
			if args[i] = p.DayClock(v); v.Year() != now.Year() {
				args[i] = p.DateClock(v)
			}
		case complaint.Until:
			last := time.Time(v).Add(-time.Millisecond)
			if args[i] = p.Day(last); last.Year() != now.Year() {
				args[i] = p.Date(last)
			}
		case calendar.Day:
			noon := v.Start(time.UTC).Add(12 * time.Hour)
			if args[i] = p.Day(noon); noon.Year() != now.Year() {
				args[i] = p.Date(noon)
			}
		case int64:
			args[i] = p.Size(v)
		case string:
			args[i] = wordCode(p, fmt.Sprint(args[i-1]), v)
		}
	}
	return lang.Title(p.T(r.Text, args...)) // it may begin with a day
}

// wordCode turns a code into the word people know it by.
func wordCode(p *lang.Printer, name, code string) string {
	switch name {
	case "state":
		return p.T("state." + code)
	case "step":
		return p.T("step." + code)
	case "verdict": // on an answer or a promise
		return p.T("verdict." + code)
	case "role":
		return p.T("words.role." + code)
	case "why":
		return p.T("error.closed." + code)
	}
	return code
}
