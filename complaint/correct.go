package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// CorrectForm says what a recorded fact should have been, and why.
type CorrectForm struct {
	Fact    Fact
	At      time.Time // of a moment, and of a way see [Case.WhenPart]
	DayOnly bool      // of a receipt: its hour is not known, see [FlagDayOnly]
	Text    string    // of words, and the typed name of a deliverer
	Code    string    // a channel or way, or a civil day 2006-01-02
	// Of what was written down of a step, see [CorrectForm.Of]; With of a link is the other
	// case, which is no other one instead.
	With, How, Said, Handling string
	// Until when How was agreed, in a contact that was noted as a try; or on which day a
	// letter was posted, see [Case.WhenPart].
	Day string

	Users   []string // colleagues
	Reason  string
	KeepOld bool // asked again and kept: receipt more than a year ago
	// Rules are those in force at a receipt that is put right, where they are others than
	// the case is judged by: it will be by them, see [Case.Judge].
	Rules Rules
	// Channel is who is in the management channel now, nobody where that is not known: it
	// decides where a case lives of which somebody else is kept out from now on.
	Channel []string
}

// Correction is the sealed side of a correction: why, the words before and
// after, and for words of the filing the whole filing as it stands from then
// on.
type Correction struct {
	Filing
	Reason string `json:"correction_reason"`
	Old    string `json:"correction_old,omitempty"`
	New    string `json:"correction_new,omitempty"`
	// Appointed is who handles the case as they are called from then on, where the
	// correction is about that.
	Appointed *Appointment `json:"appointed,omitempty"`
	// Contact is what was written down of a step as it stands from then on, and Before as
	// it stood, where the correction is about that.
	Contact *Conversation `json:"contact,omitempty"`
	Before  *Conversation `json:"contact_before,omitempty"`
	// Agreed is what was agreed in a contact that was noted as a try.
	Agreed *Plan `json:"agreed,omitempty"`
}

// MayCorrect refuses whoever may not correct what is on record: that is for
// the officer or deputy, whatever the case is at.
func (c *Case) MayCorrect(by Person, now time.Time) error {
	return c.may(by, now, PartAnswer, RoleOfficer, RoleDeputy)
}

// Correct replaces one recorded fact, with a reason. The event that carried it
// stays as it was written; from now on it counts with its new value, so that
// deadlines, whom the case is hidden from and what an approval of the wording
// holds for follow. By the officer or deputy, what it was classified as by whom the procedure
// names alone for that.
func (c *Case) Correct(f CorrectForm, by Person, now time.Time) error {
	if err := c.MayCorrect(by, now); err != nil {
		return err
	}
	if f.Fact.Code == FactLink { // in both, see Unrelate
		return Refusals{refuseField("fact", "error.fact_missing")}
	}
	if f.Fact.ofClass() {
		if err := c.may(by, now, PartAnswer, c.classifiers()...); err != nil {
			return err
		}
	}
	f.Reason = strings.TrimSpace(f.Reason)
	data, words, rs := c.under(f.Rules).correction(f, now)
	if f.Reason == "" {
		rs = append(rs, refuseField("reason", "error.reason_missing"))
	}
	if len(rs) == 0 {
		rs = c.under(f.Rules).fits(f, data, words, now)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	words.Reason = f.Reason
	round, receiver := c.Round, c.Receiver()
	if c.hides(f) { // first, so that the channel learns nothing of why
		c.record(RouteConfidential, by, now, now, Data{Why: f.Code}, 0)
	}
	c.record(Corrected, by, now, now, data, c.put(words))
	if c.Round > round {
		c.withoutHandler(by, now)
	}
	switch f.Fact.Code {
	case FactReceiver:
		c.handToReceiver(receiver, by, now)
	case FactReached:
		c.agree(data, words, by, now)
	}
	if f.Fact.OfPeople() {
		return c.reroute(f.Channel, now)
	}
	return nil
}

// correction is what the event of a correction would hold, with what is wrong
// with the new value in itself.
func (c *Case) correction(f CorrectForm, now time.Time) (Data, Correction, Refusals) {
	if !slices.Contains(c.Facts(), f.Fact) {
		return Data{}, Correction{}, Refusals{refuseField("fact", "error.fact_missing")}
	}
	e := c.Events[f.Fact.Seq-1]
	data := Data{Round: e.Data.Round, Why: string(f.Fact.Code), Event: e.Seq}
	var words Correction
	var rs Refusals
	switch f.Fact.Code {
	case FactReceived, FactAt:
		data.Old, data.New, rs = c.shifted(f, e, now)
	case FactVia:
		data.Old, data.New = e.Data.Via, f.Code
		if c.Procedure.Channel(f.Code) == nil {
			rs = Refusals{refuseField(f.Fact.Field(), "error.channel")}
		}
	case FactDay:
		data.Old, data.New = e.Data.Day, f.Code
		rs = c.checkAgreed(f, e)
	case FactResult:
		data.Old, data.New = string(e.Kind), f.Code
		rs = f.oneOf("error.result_missing", correctableResults...)
	case FactReached:
		data.Old, data.New, data.Day = string(e.Kind), f.Code, f.Day
		words, data.Flags, rs = c.orNot(f, e, now)
		if words.Agreed == nil {
			data.Day = ""
		}
	case FactHappened:
		data.Old, data.New = e.happened(), f.Code
		rs = f.oneOf("error.happened_missing", HappenedYes, HappenedNot)
	case FactInformed:
		rs = c.informedOf(&data, f, e)
	case FactOwner:
		words, rs = c.keeper(&data, f, e)
	case FactContact:
		data.Old, data.New = e.Data.Via, f.Code
		words, rs = c.retold(f, e)
		data.Flags = words.flags(e.Kind)
		rs = append(rs, c.retimed(&data, f, e, now)...)
	case FactNote:
		words, rs = c.retold(f, e)
	case FactHandler, FactTitle, FactBrief:
		words, rs = c.calledSo(f)
	case FactInterest:
		data.Were, data.Users = people(e.Data.Users), people(f.Users)
		rs = c.checkPeople(f.Fact, data.Users, now)
	case FactAbout:
		data.Were, data.Users = people(c.About), people(f.Users)
		rs = c.checkPeople(f.Fact, data.Users, now)
	case FactLink:
		data.Old, data.Were = e.Data.Case, c.barredBy(e.Data.Case)
	case FactReceiver:
		data.Were, data.Users = c.received([]string{c.Receiver()}), c.received(f.Users)
	default:
		if f.Fact.Coded() {
			f.Code = c.inOrder(f)
			data.Old, data.New = c.codeOf(f.Fact, e), f.Code
			rs = c.checkCode(f, now)
			break
		}
		if f.Fact.Worded() {
			words, rs = c.respelled(f, e)
			break
		}
		words, rs = c.rewritten(f)
		if f.Fact.Code == FactDeliverers {
			data.Were, data.Users = people(c.Deliverers), people(f.Users)
			rs = append(rs, c.checkPeople(f.Fact, data.Users, now)...)
		}
		if hash := words.hash(); hash != c.TextHash {
			data.Hash = hash
		}
	}
	if len(rs) == 0 && data.Old == data.New && words.Old == words.New && !words.retells() && slices.Equal(data.Were, data.Users) {
		rs = Refusals{refuseField(f.Fact.Field(), "error.correct_same")}
	}
	return data, words, rs
}

// oneOf refuses a code that none of these is.
func (f *CorrectForm) oneOf(text string, kinds ...Kind) Refusals {
	if slices.Contains(kinds, Kind(f.Code)) {
		return nil
	}
	return Refusals{refuseField(f.Fact.Field(), text)}
}

// shifted is a moment as it was and as it would be, with what is wrong with the new one.
func (c *Case) shifted(f CorrectForm, e Event, now time.Time) (was, is string, rs Refusals) {
	if f.DayOnly = f.DayOnly && f.Fact.Code == FactReceived; f.DayOnly {
		f.At = c.beginning(f.At)
	}
	if e.ByLetter() {
		f.At = c.postedOn(e, f.At)
	}
	unknown := e.Data.Has(FlagPosted) && !e.ByLetter() // of what was noted as a letter: any hour is said for the first time
	was, is = c.receipt(e.At, e.DayOnly() || unknown), c.receipt(f.At, f.DayOnly)
	if !unknown && f.DayOnly == e.DayOnly() && f.At.Truncate(time.Minute).Equal(e.At.Truncate(time.Minute)) { // pickers give whole minutes
		is = was
	}
	return was, is, c.checkMoment(f, e, now)
}

// people gives each of users once.
func people(users []string) []string {
	users = slices.Clone(users)
	slices.Sort(users)
	return slices.Compact(users)
}

// checkMoment refuses a moment that cannot be: in the future, later than it
// was written down, or of a receipt that no deadline can be reckoned from.
func (c *Case) checkMoment(f CorrectForm, e Event, now time.Time) Refusals {
	field := f.Fact.Field()
	switch {
	case f.At.Unix() <= 0:
		return Refusals{refuseField(field, "error.moment_missing")}
	case f.At.After(now) && f.Fact.Code == FactReceived:
		return Refusals{refuseField(field, "error.future_receipt")}
	case f.At.After(now):
		return Refusals{refuseField(field, "error.future")}
	case f.At.After(e.Recorded):
		return Refusals{refuseField(field, "error.after_recorded", "recorded", e.Recorded)}
	case f.Fact.Code != FactReceived:
		return nil
	case !c.Calendar.Covers(calendar.DayOf(f.At, c.Zone())):
		first, _ := c.Calendar.Years()
		return Refusals{refuseField(field, "error.receipt_beyond", "year", first)}
	case c.keepsConfidential(c.Nature) && !c.Confidential && len(c.Audience(now)) == 0: // by the versions in force then
		return Refusals{refuseField(field, "error.nobody_left")}
	case f.At.Before(e.Recorded.AddDate(-1, 0, 0)) && !f.KeepOld:
		return Refusals{refuseField(field, "error.old_receipt")}
	}
	return nil
}

// checkAgreed refuses a day before the one on which it was agreed, and of a hold one that
// was not for whoever set it to choose.
func (c *Case) checkAgreed(f CorrectForm, e Event) Refusals {
	switch day, err := calendar.ParseDay(f.Code); {
	case err != nil:
		return Refusals{refuseField(f.Fact.Field(), "error.day_missing")}
	case e.Kind == Extended:
		return c.checkTerm(f.Fact.Field(), day)
	case day.Before(calendar.DayOf(e.At, c.Zone())):
		bound := dayBounds[e.Kind]
		return Refusals{refuseField(f.Fact.Field(), bound[0], bound[1], calendar.DayOf(e.At, c.Zone()))}
	case e.Kind == HoldSet:
		if r := c.checkHoldDay(f.Fact.Field(), f.Code, e.Actor, e.At); r != nil {
			return Refusals{r}
		}
	case !c.Calendar.Covers(day):
		return Refusals{c.tooFar(f.Fact.Field())}
	}
	return nil
}

// checkPeople refuses to keep out whoever handles the case, and as keepsOut.
func (c *Case) checkPeople(fact Fact, users []string, now time.Time) Refusals {
	if slices.Contains(users, c.Handler) && !c.IsInvolved(c.Handler) {
		return Refusals{refuseField(fact.Field(), "error.merge_handler", "who", User(c.Handler), "number", c.Number)}
	}
	return c.keepsOut(fact.Field(), users, now)
}

// keepsOut refuses to keep out whoever approved an answer that still waits to be given,
// and the last one left to tell.
func (c *Case) keepsOut(field string, users []string, now time.Time) Refusals {
	found := slices.DeleteFunc(slices.Clone(users), c.IsInvolved)
	for _, agreed := range c.waitingApprovers() {
		if slices.Contains(found, agreed) {
			return Refusals{refuseField(field, "error.correct_decider", "who", User(agreed))}
		}
	}
	if len(found) > 0 && len(c.audienceWithout(found, now)) == 0 {
		return Refusals{refuseField(field, "error.nobody_left")}
	}
	return nil
}

// rewritten is the filing with one of its words replaced, held to the rules of
// filing.
func (c *Case) rewritten(f CorrectForm) (Correction, Refusals) {
	filing, before := c.Filing(), c.Filing()
	word := filing.words(f.Fact.Code)
	words := Correction{Old: *word, New: strings.TrimSpace(f.Text)}
	*word = words.New
	words.Filing = filing
	field := f.Fact.Field()
	refused := func(text string) (Correction, Refusals) { return words, Refusals{refuseField(field, text)} }
	switch {
	case f.Fact.Code == FactName && filing.Name == "":
		return refused("error.name_missing")
	case slices.Contains(reachFacts, f.Fact.Code) && filing.Phone+filing.Email+filing.Address+filing.Handle == "":
		return refused("error.no_contact")
	case f.Fact.Code == FactSummary:
		return words, c.checkSummary(field, filing.Summary, filing.Name)
	case f.Fact.Code == FactStory && !hasSentence(filing.Story) && filing.Story != before.Story:
		return refused("error.story_short")
	case f.Fact.Code == FactDeliverers && c.Handler != "" && c.Procedure.Assign.DelivererRequired && len(f.Users) == 0 && words.New == "":
		return refused("error.deliverer_missing")
	case f.Fact.Code == FactPhone || f.Fact.Code == FactEmail:
		return words, CheckReach(filing.Phone, filing.Email)
	}
	return words, nil
}

// fits refuses a new value that the rest of the record contradicts: a step
// would then stand before what must have gone before it.
func (c *Case) fits(f CorrectForm, data Data, words Correction, now time.Time) Refusals {
	if !f.Fact.Moves() && data.When == 0 {
		return nil
	}
	after := c.with(data, words, now)
	field := c.askedIn(f)
	for i, was := range c.Events {
		e := after.Events[i]
		if e.Seq == f.Fact.Seq && e.Kind == Reopened { // who came back later has a new case
			if late := after.checkCameBack(field, e.At, after.lastBefore(e, CaseClosed)); late != nil {
				return Refusals{late}
			}
		}
		text, name, bound := after.bound(e)
		if _, _, before := c.bound(was); !tooEarly(e, bound) || tooEarly(was, before) { // or it stood so already
			continue
		}
		if e.Seq == f.Fact.Seq {
			return Refusals{refuseField(field, text, name, bound)}
		}
		return Refusals{refuseField(field, "error.after_logged", "at", e.At)}
	}
	if _, err := after.Duties(); err != nil {
		return Refusals{c.tooFar(field)}
	}
	return nil
}

func tooEarly(e Event, bound time.Time) bool { return e.At.Before(bound.Truncate(time.Minute)) }

// bound is the moment before which an event cannot have happened, with the
// refusal that says so and the name of the moment in it.
func (c *Case) bound(e Event) (text, name string, at time.Time) {
	switch {
	case !slices.Contains(datedKinds, e.Kind):
		return "", "", time.Time{}
	case e.Kind == Extended && c.lastBefore(e, ExtensionAgreed).After(c.lastBefore(e, Extended)):
		return "error.before_agreement", "agreed", c.lastBefore(e, ExtensionAgreed)
	case e.Kind == RulingDone:
		return "error.before_ruling", "ruled", c.lastBefore(e, Ruled)
	case e.Kind == Reopened:
		return "error.before_closing", "closed", c.lastBefore(e, CaseClosed)
	case e.Kind == CommitmentKept:
		return "error.before_promise", "made", c.Commitment(e.Data.Index).MadeAt
	case e.Kind == MeasureDone || e.Kind == MeasureTold:
		return "error.before_measure", "made", c.Measure(e.Data.Index).MadeAt
	case e.Kind == Told:
		return c.tellable(&c.Answers[e.Data.Version-1])
	case e.Kind == Ruled:
		return "error.before_dispute", "at", c.lastBefore(e, Disputed)
	case slices.Contains(FollowUpKinds, e.Kind):
		return "error.before_answer", "told", c.lastBefore(e, Told)
	}
	return "error.before_receipt", "received", c.ReceivedAt
}

func (c *Case) lastBefore(e Event, kind Kind) time.Time {
	for _, other := range slices.Backward(c.Events[:e.Seq-1]) {
		if other.Kind == kind {
			return other.At
		}
	}
	return time.Time{}
}
