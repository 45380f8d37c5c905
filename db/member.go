package db

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"ombud/complaint"
)

const selectEngaged = `
	SELECT p.person FROM (
		SELECT handler AS person FROM complaint WHERE workspace = $1 AND is_open AND handler <> ''
		UNION SELECT filer FROM complaint WHERE workspace = $1 AND is_open
		UNION SELECT receiver FROM complaint WHERE workspace = $1 AND is_open AND receiver <> ''
		UNION SELECT co_owner FROM complaint WHERE workspace = $1 AND is_open AND co_owner <> ''
		UNION SELECT person FROM duty WHERE workspace = $1 AND is_open AND person <> '' ) p
	WHERE p.person <> '' ORDER BY p.person`

// Engaged lists who handles, filed or received an open case, is co-responsible in one, owes a
// promise or a corrective action, or is to say whether they were consulted, each once.
func (w *Workspace) Engaged(ctx context.Context) ([]string, error) {
	var users []string
	if err := w.store.read.SelectContext(ctx, &users, selectEngaged, w.id); err != nil {
		return nil, fmt.Errorf("people of open cases: %w", inContext(ctx, err))
	}
	return users, nil
}

// isEngaged tells whether somebody is one of those whom [Workspace.Engaged] lists. It looks
// one person up, as it is asked at each change of a profile, and that one walks over all.
func (w *Workspace) isEngaged(ctx context.Context, user string) (bool, error) {
	for _, theirs := range []Filter{
		{Open: true, Handlers: []string{user}, Limit: 1}, {Open: true, Filer: user, Limit: 1}, {Open: true, Beside: []string{user}, Limit: 1},
	} {
		rows, err := w.Cases(ctx, theirs)
		if err != nil || len(rows) > 0 {
			return len(rows) > 0, err
		}
	}
	duties, err := w.named(ctx, selectAskedOf, user, 1)
	return len(duties) > 0, err
}

// Matters tells whether it concerns the procedure that somebody is a full member of the
// workspace or no more: they hold a role, stand in for somebody, are engaged in a case, or left.
func (w *Workspace) Matters(ctx context.Context, user string, at time.Time) (bool, error) {
	r, err := w.Roster(ctx)
	if err != nil {
		return false, err
	}
	return w.matters(ctx, r, user, at)
}

// matters is [Workspace.Matters] as that roster has it.
func (w *Workspace) matters(ctx context.Context, r *complaint.Roster, user string, at time.Time) (bool, error) {
	if r.HasLeft(user, at) || len(r.RolesOf(user, at)) > 0 || len(r.Deputies(at)[user]) > 0 {
		return true, nil
	}
	return w.isEngaged(ctx, user)
}

// NoteMembers notes of people whether Slack shows them as full members of the workspace,
// and lists of whom that is news. Of those who are none any more who leads is told, once
// whoever found it, what they owe falls to whoever stands in, and what did not reach them
// is put away. Of somebody who does not matter to the procedure nothing is noted. At is
// business time.
func (w *Workspace) NoteMembers(ctx context.Context, member map[string]bool, at time.Time) (news []string, err error) {
	r, err := w.Roster(ctx)
	if err != nil {
		return nil, err
	}
	for _, user := range slices.Sorted(maps.Keys(member)) {
		if member[user] != r.HasLeft(user, at) {
			continue
		}
		matters, err := w.matters(ctx, r, user, at)
		if err != nil {
			return nil, err
		}
		if matters {
			news = append(news, user)
		}
	}
	if len(news) > 0 {
		err = w.UpdateRoster(ctx, at, func(r *complaint.Roster) (told []complaint.Notice, _ error) {
			for _, user := range news {
				if member[user] {
					r.Rejoin(user)
				} else {
					told = append(told, r.Leave(user, at)...)
				}
			}
			return told, nil
		})
	}
	for user, is := range member {
		if err == nil && !is {
			err = w.putAwayOf(ctx, user)
		}
	}
	return news, err
}

const putAwayOf = `
	UPDATE notice SET state = 'sent', class = ''
	WHERE workspace = $1 AND done_at IS NOT NULL AND recipient = $2 AND state = 'dead'`

// putAwayOf is [Workspace.PutAway] of all that somebody was to be told.
func (w *Workspace) putAwayOf(ctx context.Context, user string) error {
	if _, err := w.count(ctx, putAwayOf, w.id, user); err != nil {
		return fmt.Errorf("put notices to %s away: %w", user, err)
	}
	return nil
}
