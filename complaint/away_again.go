package complaint

import (
	"cmp"
	"slices"
)

// SetBefore finds the absence that a is, for the same days and with the same deputy, once
// this person has set it; nil when there is none, or it was changed or ended since. One that
// changed another has its own id, and is known by who changed it.
func (r *Roster) SetBefore(a Absence, by Person) *Absence {
	i := slices.IndexFunc(r.Away, func(old Absence) bool {
		same := !old.File && old.From.Equal(a.From) && old.Until.Equal(a.Until) && old.Deputy == a.Deputy
		if a.ID == "" {
			return same && old.User == a.User
		}
		return same && (old.ID == a.ID || cmp.Or(old.By, old.User) == by.ID)
	})
	if i < 0 {
		return nil
	}
	return &r.Away[i]
}

// asksAnew tells whether setting the absence once more says something: its deputy could
// not, or names themselves now.
func (a *Absence) asksAnew(by Person) bool {
	return a.Answer == DeputyCannot || by.ID == a.Deputy && a.Answer != DeputyTakes
}
