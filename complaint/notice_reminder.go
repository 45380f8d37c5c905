package complaint

import (
	"cmp"
	"fmt"
	"slices"
)

// reminders tells each person of a stage, and the thread from overdue on.
func (w *wording) reminders() {
	ref := fmt.Sprintf("%s:%d", w.e.Data.Duty, w.e.Data.Round)
	for _, user := range w.e.Data.Users {
		w.add(NoticeReminder, user, ref)
	}
	if stage := Stage(w.e.Data.Stage); stage.Late() {
		w.everywhere(NoticeOverdue, ref)
		for _, user := range w.c.remindedBefore(w.e) { // theirs says who is asked next, and when
			w.add(NoticeReminder, user, ref)
		}
	}
	w.card() // its words for how near a deadline is change with the stages
	w.desk()
}

// remindedBefore lists who was reminded of what reminder e is about and is not by e.
func (c *Case) remindedBefore(e Event) []string {
	var users []string
	for key := range c.heard.told {
		if key.duty == e.Data.Duty && key.round == e.Data.Round && !slices.Contains(e.Data.Users, key.user) && !slices.Contains(users, key.user) {
			users = append(users, key.user)
		}
	}
	slices.Sort(users)
	return users
}

// wish lets the message of whoever wanted a reminder later, or with somebody
// else, say so; of a duty that is late the thread is told as well.
func (w *wording) wish() {
	w.add(NoticeReminder, w.e.Data.User, fmt.Sprintf("%s:%d", w.e.Data.Duty, w.e.Data.Round))
	if w.e.Kind == Snoozed && w.e.Recorded.UnixMilli() >= w.e.Data.Due {
		w.everywhere(NoticeLine, "")
	}
}

// stillOwed lets reminders of what is owed say how that stands now: to one
// person, or with no user to everybody who was reminded.
func (w *wording) stillOwed(user string) {
	var keys []handKey
	for key := range w.c.heard.told {
		if _, err := w.c.Owed(key.duty, key.round); err == nil && (user == "" || key.user == user) {
			keys = append(keys, handKey{key.duty, key.round, key.user})
		}
	}
	slices.SortFunc(keys, func(a, b handKey) int {
		return cmp.Or(cmp.Compare(a.user, b.user), cmp.Compare(a.duty, b.duty), cmp.Compare(a.round, b.round))
	})
	for _, key := range keys {
		w.add(NoticeReminder, key.user, fmt.Sprintf("%s:%d", key.duty, key.round))
	}
}

// settled lets the reminders of duties that this event ended say so, and the
// thread and the lists where it was told that they were late.
func (w *wording) settled() {
	reminded, late := w.c.remindedOf(w.e)
	for _, r := range reminded {
		w.add(NoticeReminder, r.user, r.ref)
	}
	for _, ref := range late {
		w.everywhere(NoticeOverdue, ref)
		w.add(NoticeAgain, "", "")
	}
}
