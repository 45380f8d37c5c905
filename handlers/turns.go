package handlers

import (
	"context"
	"slices"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// turns gathers what this person has to do next, the first due first: in cases, what they
// promised and what they have to put right.
func (l *lister) turns(ctx context.Context, lists *view.HomeLists) error {
	list, after, err := l.turnPage(ctx, "", view.MostTurns)
	if err != nil {
		return err
	}
	lists.Turns, lists.More = list, after != ""
	return nil
}

// turnPage gives at most so many cases in which this person has something to do, from a
// place on, and where the next page begins; what they are named for stands on the first.
func (l *lister) turnPage(ctx context.Context, after string, most int) (list []view.Turn, next string, err error) {
	if after == "" {
		if list, err = l.promised(ctx); err != nil {
			return nil, "", err
		}
	}
	theirs, next, err := l.turnsBehind(ctx, after, most)
	list = append(list, theirs...)
	view.SortTurns(list)
	return list, next, err
}

// turnsBehind opens the cases that may wait for this person, from a place on, until so
// many do or enough was looked at, and gives where the next page begins, "" at the end.
func (l *lister) turnsBehind(ctx context.Context, after string, most int) (list []view.Turn, next string, err error) {
	keys := l.roster.AwaitedKeys(l.by.ID, l.now)
	for looked := 0; ; {
		found, err := l.h.Store.Awaiting(ctx, l.by.ID, keys, after, most+1)
		if err != nil {
			return nil, "", err
		}
		for _, row := range found {
			if len(list) == most || looked >= judged {
				return list, after, nil
			}
			c, err := l.opened(ctx, row.Number, complaint.PartAsked)
			if err != nil {
				return nil, "", err
			}
			looked++
			after = row.Place()
			if c == nil || l.stoodBefore(c, keys, row) {
				continue
			}
			if turn, theirs := l.turnOf(c); theirs {
				list = append(list, view.Turn{Case: c, Turn: turn})
			}
		}
		if len(found) <= most {
			return list, "", nil
		}
	}
}

// turnOf is what this person has to do next in the case, asked once.
func (l *lister) turnOf(c *complaint.Case) (complaint.Turn, bool) {
	turn, asked := l.asks[c]
	if !asked {
		if next, theirs := c.TurnOf(l.by, l.now); theirs {
			turn = &next
		}
		l.asks[c] = turn
	}
	if turn == nil {
		return complaint.Turn{}, false
	}
	return *turn, true
}

// stoodBefore tells whether the case may wait for this person under a key whose row comes
// before that one.
func (l *lister) stoodBefore(c *complaint.Case, keys []complaint.AwaitedKey, row db.Awaiting) bool {
	first := c.FirstDuty()
	if first != nil && slices.Contains(c.PassedTo(), l.by.ID) && row.Behind(first.Due) {
		return true
	}
	return slices.ContainsFunc(c.AwaitedBy(), func(a complaint.Awaited) bool {
		return row.Behind(a.Due) && slices.ContainsFunc(keys, func(k complaint.AwaitedKey) bool { return k.Holds(a) })
	})
}

// promised is what the person promised to customers and what they have to put right, or
// somebody in whose place they act.
func (l *lister) promised(ctx context.Context) ([]view.Turn, error) {
	rows, err := l.named(ctx)
	if err != nil {
		return nil, err
	}
	var list []view.Turn
	for _, row := range rows {
		c, err := l.opened(ctx, row.Number, complaint.PartPromise)
		if err != nil {
			return nil, err
		}
		if c == nil {
			continue
		}
		if d, err := c.Owed(row.Kind, row.Round); err == nil && c.IsFor(d, l.by.ID, l.now) {
			list = append(list, view.Turn{Case: c, Turn: complaint.Turn{Duty: d}})
		}
	}
	return list, nil
}
