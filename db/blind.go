package db

import (
	"context"
	"fmt"
	"strings"

	"ombud/complaint"
)

// Kinds of search keys.
const (
	blindMail  = "mail"
	blindPhone = "phone"
)

type blindRow struct{ Workspace, Kind, Sum, Number string }

const insertBlind = `
	INSERT INTO blind (workspace, kind, sum, number) VALUES (:workspace, :kind, :sum, :number)
	ON CONFLICT (workspace, kind, sum, number) DO NOTHING`

// blindRows gives the search keys of a case: equal addresses give equal keys, and a
// key tells nothing to whoever reads the database.
func (ch *change) blindRows() []blindRow {
	written, events := []complaint.Filing{ch.c.Filing()}, ch.events
	if ch.has(complaint.Corrected, complaint.Separated) {
		events = ch.c.Events
	}
	for _, e := range events {
		if e.Kind == complaint.Added && !ch.c.WentBack(e) {
			written = append(written, ch.c.Added(e))
		}
	}
	var rows []blindRow
	for _, f := range written {
		for kind, value := range searchable(f.Email, f.Phone) {
			rows = append(rows, blindRow{ch.w.id, kind, ch.w.store.blind.Sum(kind, value), ch.c.Number})
		}
	}
	return rows
}

func searchable(mail, phone string) map[string]string {
	values := map[string]string{}
	if mail = strings.ToLower(strings.TrimSpace(mail)); mail != "" {
		values[blindMail] = mail
	}
	if phone = subscriber(phone); phone != "" {
		values[blindPhone] = phone
	}
	return values
}

// subscriber gives the last eight digits, which are the same with and without country
// and trunk prefix: +31 6 1234 5678 and 06-12345678. It is empty for less than six.
func subscriber(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
	if len(digits) < 6 {
		return ""
	}
	return digits[max(0, len(digits)-8):]
}

// sums gives the search keys of a customer, by kind. One of no case is empty.
func (w *Workspace) sums(mail, phone string) map[string]string {
	sums := map[string]string{}
	for kind, value := range searchable(mail, phone) {
		sums[kind] = w.store.blind.Sum(kind, value)
	}
	return sums
}

const selectAlike = `
	SELECT c.number, c.year, c.ordinal
	FROM (
		SELECT number FROM blind WHERE workspace = $1 AND kind = $2 AND sum = $3
		UNION SELECT number FROM blind WHERE workspace = $1 AND kind = $4 AND sum = $5) AS theirs
	CROSS JOIN complaint c WHERE c.workspace = $1 AND c.number = theirs.number
	ORDER BY c.year DESC, c.ordinal DESC LIMIT $6 + 0`

// Alike lists the numbers of at most limit cases of a customer with this mail address
// or telephone number, newest first. Either may be empty. Spelling and prefixes of
// telephone numbers make no difference, so a strange number may match too.
func (w *Workspace) Alike(ctx context.Context, mail, phone string, limit int) ([]string, error) {
	sums := w.sums(mail, phone)
	var rows []struct {
		Number        string
		Year, Ordinal int
	}
	err := w.store.read.SelectContext(ctx, &rows, selectAlike,
		w.id, blindMail, sums[blindMail], blindPhone, sums[blindPhone], limit)
	if err != nil {
		return nil, fmt.Errorf("cases of the same customer: %w", inContext(ctx, err))
	}
	numbers := make([]string, len(rows))
	for i, r := range rows {
		numbers[i] = r.Number
	}
	return numbers, nil
}

// mostAlike is how many cases of one customer are looked at.
const mostAlike = 20

// AlikeOpen gives the open cases, but for one, of a customer with this mail address or
// telephone number, newest first. Who may see which is for the caller to judge.
func (w *Workspace) AlikeOpen(ctx context.Context, mail, phone, but string) ([]*complaint.Case, error) {
	if len(searchable(mail, phone)) == 0 {
		return nil, nil
	}
	numbers, err := w.Alike(ctx, mail, phone, mostAlike)
	if err != nil {
		return nil, err
	}
	var open []*complaint.Case
	for _, number := range numbers {
		if number == but {
			continue
		}
		c, err := w.Case(ctx, number)
		if err != nil {
			return nil, err
		}
		if c.Open() {
			open = append(open, c)
		}
	}
	return open, nil
}
