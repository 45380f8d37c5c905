package complaint

import (
	"slices"
	"strings"
	"time"
)

// Belated does a step and, where a duty that was late on record is by it done in time after
// all, or not owed any more since before it was due, keeps why it is written down only now, which is asked then: nobody tells such a
// record from a guess otherwise (procedures B4.7). A step that was late, or has no deadline,
// needs no reason. It is refused without one, and with whatever refuses the step.
func (c *Case) Belated(why string, now time.Time, do func() error) error {
	missed, err := c.missed(now)
	if err != nil {
		return err
	}
	from := len(c.Events)
	if err := do(); err != nil || len(missed) == 0 {
		return err
	}
	seq, err := c.madeUp(missed, from, now)
	if err != nil || seq == 0 {
		return err
	}
	if why = strings.TrimSpace(why); why == "" {
		return Refusals{refuseField("belated", "error.belated")}
	}
	c.Events[seq-1].Data.Belated = c.put(Note{Text: why})
	return nil
}

// missed are the duties that are late by now, or were done late.
func (c *Case) missed(now time.Time) ([]Duty, error) {
	duties, err := c.Duties()
	return slices.DeleteFunc(slices.Clone(duties), func(d Duty) bool {
		late := d.Open() && !now.Before(d.Due) || !d.Done.IsZero() && !d.Done.Before(d.Due)
		return d.Void || !late
	}), err
}

// madeUp gives the event recorded after the first from that made one of those duties done, or
// fall away, in time, or moved its day as it happened before that; 0 for none. That a file lay
// still, which no list shows, is nothing to make up for.
func (c *Case) madeUp(missed []Duty, from int, now time.Time) (int, error) {
	duties, err := c.Duties()
	if err != nil {
		return 0, err
	}
	for _, e := range c.Events[min(from, len(c.Events)):] {
		for i := range duties {
			d := &duties[i]
			was := slices.IndexFunc(missed, func(m Duty) bool { return m.Kind == d.Kind && m.Round == d.Round && m.Past == d.Past })
			if was < 0 {
				continue
			}
			done := !d.Void && !d.Done.IsZero() && d.Done.Before(d.Due) && d.Done.Equal(e.At)
			fell := d.Void && d.Ended.Before(d.Due) && d.Ended.Equal(e.At)
			moved := !d.Quiet && d.Open() && now.Before(d.Due) && e.At.Before(missed[was].Due)
			if (done || fell || moved) && !(e.Kind == Told && c.Note(e).Late != "") { // asked why already
				return e.Seq, nil
			}
		}
	}
	return 0, nil
}

// checkLate refuses an answer that is told after its deadline without why it took longer,
// once all else is right (OK-16). One that was told in time is asked no such thing, nor is one
// that the complainant knew already.
func (c *Case) checkLate(d *Delivery) error {
	d.Late = strings.TrimSpace(d.Late)
	duties, err := c.Duties()
	if err != nil {
		return err
	}
	late := !c.OwesForm() && slices.ContainsFunc(duties, func(o Duty) bool {
		return o.Is("decision", c.Round) && o.Open() && !d.At.Before(o.Due)
	})
	switch {
	case !late:
		d.Late = ""
	case d.Late == "":
		return Refusals{refuseField("late", "error.told_late")}
	}
	return nil
}

// LateWhy is why the answer took longer than its deadline, of the last time that version v
// was told; empty where that was not asked, and once it is erased.
func (c *Case) LateWhy(v int) string {
	for _, e := range slices.Backward(c.Events) {
		if e.Kind == Told && e.Data.Version == v {
			if why := c.Note(e).Late; why != "" {
				return why
			}
		}
	}
	return ""
}

// BelatedWhy is why event e was written down only after its deadline; empty where that was
// not asked, and once it is erased.
func (c *Case) BelatedWhy(e Event) string {
	var n Note
	c.read(e.Data.Belated, &n)
	return n.Text
}
