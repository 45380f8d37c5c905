package complaint

import (
	"slices"
	"time"

	"ombud/calendar"
)

// The parts of a form in which a way that is put right asks when that was.
const (
	PartPosted = "posted" // on which day, of what becomes a letter
	PartHour   = "hour"   // at which moment, of what was one and is no more
)

// postedKinds are the steps of which a letter counts from the day on which it was posted
// (decision 0053).
var postedKinds = []Kind{Acknowledged, Extended, Told}

// WhenPart is the part in which a form asks when a step was, of which it puts the way right;
// empty where the way says nothing of that.
func (c *Case) WhenPart(f CorrectForm) string {
	if f.Fact.Code != FactContact || f.Fact.Seq < 1 || f.Fact.Seq > len(c.Events) {
		return ""
	}
	switch e := c.Events[f.Fact.Seq-1]; {
	case !slices.Contains(postedKinds, e.Kind):
		return ""
	case f.Code == letterVia && e.Data.Via != letterVia:
		return PartPosted
	case f.Code != letterVia && e.ByLetter():
		return PartHour
	}
	return ""
}

// askedIn is the block of a form in which a fact that deadlines are reckoned from is asked.
func (c *Case) askedIn(f CorrectForm) string {
	if part := c.WhenPart(f); part != "" {
		return f.Fact.Part(part)
	}
	return f.Fact.Field()
}

// retimed sets in data when event e was, where its way is put right to a letter, or from one.
func (c *Case) retimed(data *Data, f CorrectForm, e Event, now time.Time) Refusals {
	switch c.WhenPart(f) {
	case "":
		return nil
	case PartPosted:
		day, err := calendar.ParseDay(f.Day)
		if err != nil {
			return Refusals{refuseField(c.askedIn(f), "error.day_missing")}
		}
		f.At = c.postedOn(e, day.Start(c.Zone()))
	}
	rs := c.checkMoment(f, e, now)
	for _, r := range rs {
		r.Field = c.askedIn(f)
	}
	if len(rs) == 0 {
		data.When = f.At.UnixMilli()
	}
	return rs
}

// retime lets a step count when its correction e says, where that does: as a letter that
// was posted then, or as something that was none at that hour.
func (c *Case) retime(e Event) {
	if e.Data.When == 0 {
		return
	}
	c.shift(e, time.UnixMilli(e.Data.When).UTC())
	step := &c.Events[e.Data.Event-1]
	step.Data.Flags = slices.DeleteFunc(slices.Clone(step.Data.Flags), func(flag string) bool { return flag == FlagPosted })
	if e.Data.New == letterVia {
		step.Data.Flags = append(step.Data.Flags, FlagPosted)
	}
}

// shift lets the step that correction e is about count from another moment, with what was
// said in the same form.
func (c *Case) shift(e Event, at time.Time) {
	old := c.Events[e.Data.Event-1]
	for i, other := range c.Events[:e.Seq-1] {
		if other.Seq == old.Seq || sameAct(old, other) {
			c.keepWritten(other)
			c.Events[i].At = at
		}
	}
}

// Stood gives the step that correction e is about as to when and how that was: before the
// correction, as it was written with the corrections that came first, and after it.
func (c *Case) Stood(e Event) (was, is Event) {
	then := &Case{Procedure: c.Procedure, Calendar: c.Calendar, Entries: c.Entries}
	for _, other := range c.Events[:e.Seq] {
		then.Events = append(then.Events, c.Written(other))
	}
	step := &then.Events[e.Data.Event-1]
	for _, other := range then.Events {
		was = *step
		timed := slices.Contains([]FactCode{FactReceived, FactAt, FactContact}, FactCode(other.Data.Why))
		if other.Kind == Corrected && other.Data.Event == step.Seq && timed {
			then.correct(other)
		}
	}
	return was, *step
}
