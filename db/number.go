package db

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// numberPattern reads K-2026-0042, 2026-0042 and 42.
var numberPattern = regexp.MustCompile(`^(?:(?:([A-Z]{1,10})-)?([0-9]{4})-)?([0-9]{1,9})$`)

const selectNumbers = `
	SELECT number, year FROM complaint WHERE workspace = $1 AND ordinal = $2
	ORDER BY -year`

// Number gives the numbers of the cases that somebody may mean by what they typed:
// K-2026-0042 or 2026-0042 that one case, 42 this year's, then those of other years,
// newest first. This year is that of now in zone. It gives none for anything else;
// whether the person may see a case is not asked here.
func (w *Workspace) Number(ctx context.Context, typed string, now time.Time, zone *time.Location) ([]string, error) {
	m := numberPattern.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(typed)))
	if m == nil {
		return nil, nil
	}
	prefix, year := m[1], m[2]
	ordinal, err := strconv.ParseInt(m[3], 10, 32)
	if err != nil {
		return nil, nil //nolint:nilerr // longer than any number: no such case
	}
	var rows []struct {
		Number string
		Year   int
	}
	if err := w.store.read.SelectContext(ctx, &rows, selectNumbers, w.id, ordinal); err != nil {
		return nil, fmt.Errorf("find number: %w", inContext(ctx, err))
	}
	var numbers []string
	thisYear := now.In(zone).Year()
	for _, r := range rows {
		switch {
		case year != "" && strconv.Itoa(r.Year) != year, prefix != "" && !strings.HasPrefix(r.Number, prefix+"-"):
		case r.Year == thisYear:
			numbers = slices.Insert(numbers, 0, r.Number)
		default:
			numbers = append(numbers, r.Number)
		}
	}
	return numbers, nil
}
