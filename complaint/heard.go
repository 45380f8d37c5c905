package complaint

import "time"

// ledger is what is known of the reminders of a case: who was told what, and
// what they asked for.
type ledger struct {
	told    map[reminderKey]time.Time // when the reminder was recorded
	unheard map[reminderKey]bool      // of nobody: it reached nobody
	snoozed map[snoozeKey]time.Time   // until when
	dozed   map[snoozeKey]bool        // snoozed when it was late already
	handed  map[handKey]string        // the deputy who hears instead
	chased  map[handKey]time.Time     // when somebody last asked for it
}

// reminderKey makes a reminder unique: when a due date moves, its stages
// start anew.
type reminderKey struct {
	duty  string
	round int
	due   int64
	stage Stage
	user  string
}

// snoozeKey is one person's wish about one due date.
type snoozeKey struct {
	duty  string
	round int
	due   int64
	user  string
}

// handKey is one person's part in one duty.
type handKey struct {
	duty  string
	round int
	user  string
}

func keyOf(d *Duty, stage Stage, user string) reminderKey {
	return reminderKey{d.Kind, d.Round, d.Due.UnixMilli(), stage, user}
}

func snoozeOf(d *Duty, user string) snoozeKey {
	return snoozeKey{d.Kind, d.Round, d.Due.UnixMilli(), user}
}

func (l *ledger) make() {
	if l.told == nil {
		l.told, l.snoozed, l.dozed = map[reminderKey]time.Time{}, map[snoozeKey]time.Time{}, map[snoozeKey]bool{}
		l.handed, l.chased = map[handKey]string{}, map[handKey]time.Time{}
	}
}

func (c *Case) applyReminder(e Event) {
	l, d := &c.heard, e.Data
	l.make()
	switch e.Kind {
	case Reminded:
		for _, u := range d.Users {
			l.told[reminderKey{d.Duty, d.Round, d.Due, Stage(d.Stage), u}] = e.Recorded
		}
	case Unheard:
		if l.unheard == nil {
			l.unheard = map[reminderKey]bool{}
		}
		l.unheard[reminderKey{d.Duty, d.Round, d.Due, Stage(d.Stage), ""}] = true
	case Snoozed:
		key := snoozeKey{d.Duty, d.Round, d.Due, d.User}
		l.snoozed[key] = time.UnixMilli(d.Until)
		l.dozed[key] = l.dozed[key] || e.Recorded.UnixMilli() >= d.Due
	case PassedOn:
		for _, u := range d.Users {
			l.handed[handKey{d.Duty, d.Round, d.User}] = u
		}
	case Chased:
		for _, u := range d.Users {
			l.chased[handKey{d.Duty, d.Round, u}] = e.Recorded
		}
	}
}

// lastTold is when user was last reminded of a duty, the zero time when never.
func (c *Case) lastTold(kind string, round int, user string) time.Time {
	var last time.Time
	for key, at := range c.heard.told {
		if key.duty == kind && key.round == round && key.user == user && at.After(last) {
			last = at
		}
	}
	return last
}

// snoozes lists the snoozes of a duty's due date.
func (c *Case) snoozes(d *Duty) []time.Time {
	var list []time.Time
	for key, until := range c.heard.snoozed {
		if key == snoozeOf(d, key.user) {
			list = append(list, until)
		}
	}
	return list
}

// SnoozedUntil is when user hears of the duty again at their own wish, the zero
// time when they did not ask for that or the moment is past.
func (c *Case) SnoozedUntil(d *Duty, user string, now time.Time) time.Time {
	if until := c.heard.snoozed[snoozeOf(d, user)]; until.After(now) {
		return until
	}
	return time.Time{}
}
