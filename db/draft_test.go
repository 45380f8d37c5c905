package db_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
	"ombud/vault"
)

func draftOf(person, form, saved string) db.Draft {
	return db.Draft{ID: form, Person: person, Form: form, SavedAt: at(saved), Registration: registration()}
}

func TestDraft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		d := draftOf(lotte, "V1/0", "2026-03-05 10:10")
		must(t, w.SaveDraft(t.Context(), d))
		d.Registration.Story, d.SavedAt = "More of it.", at("2026-03-05 10:12")
		must(t, w.SaveDraft(t.Context(), d))
		got, err := w.Drafts(t.Context(), lotte)
		if err != nil || len(got) != 1 || got[0].Registration.Story != "More of it." || !got[0].SavedAt.Equal(d.SavedAt) {
			t.Fatalf("drafts %+v, %v", got, err)
		}
		if _, err := w.Draft(t.Context(), sanne, "V1/0"); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("somebody else's draft: %v", err)
		}
		if _, err := s.In("T0OTHER").Draft(t.Context(), lotte, "V1/0"); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("a draft of another workspace: %v", err)
		}
		must(t, w.DropDraft(t.Context(), sanne, "V1/0"))
		if rows := strings.Join(rowsOf(t, s, "draft"), "\n"); !strings.Contains(rows, lotte) || strings.Contains(rows, "Anna") || strings.Contains(rows, "More of it") {
			t.Errorf("stored as %q", rows)
		}
		must(t, w.DropDraft(t.Context(), lotte, "V1/0"))
		if got, err := w.Drafts(t.Context(), lotte); err != nil || len(got) != 0 {
			t.Errorf("after dropping: %v, %v", got, err)
		}
	})
}

func TestAFewDraftsPerPerson(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		must(t, w.SaveDraft(t.Context(), draftOf(sanne, "V0/0", "2026-03-01 10:00")))
		for i := range 8 {
			must(t, w.SaveDraft(t.Context(), draftOf(lotte, fmt.Sprintf("V%d/0", i), fmt.Sprintf("2026-03-05 10:%02d", 10+i))))
		}
		got, err := w.Drafts(t.Context(), lotte)
		if err != nil || len(got) != 5 || got[0].ID != "V7/0" || got[4].ID != "V3/0" {
			t.Errorf("kept %d, %v", len(got), err)
		}
		if got, err := w.Drafts(t.Context(), sanne); err != nil || len(got) != 1 {
			t.Errorf("somebody else's: %v, %v", got, err)
		}
	})
}

func TestFilingEndsItsDrafts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		for _, d := range []db.Draft{
			draftOf(lotte, "V1/0", "2026-03-05 10:10"), draftOf(lotte, "V2/0", "2026-03-05 10:11"),
			draftOf(lotte, "V3/0", "2026-03-05 10:12"), draftOf(sanne, "V2/0", "2026-03-05 10:13"),
		} {
			must(t, w.SaveDraft(t.Context(), d))
		}
		// Window V2 continued the draft of V1, and was kept itself when it was slow.
		file := func() (*complaint.Case, bool, error) {
			from := db.Origin{Source: "V2/0", Received: at("2026-03-05 10:00"), Person: lotte, Draft: "V1/0"}
			return w.FileCase(t.Context(), from, func(c *complaint.Case, _ []string) error {
				return register(at("2026-03-05 10:20"))(c)
			})
		}
		if _, created, err := file(); err != nil || !created {
			t.Fatalf("filed %v, %v", created, err)
		}
		if rows := rowsOf(t, s, "draft"); len(rows) != 2 {
			t.Errorf("left are %q", rows)
		}
		if c, created, err := file(); err != nil || created || c.Number != "K-2026-0001" {
			t.Errorf("the second time: %v, %v, %v", c, created, err)
		}
		// The same form, kept a moment later by a request that had given up.
		must(t, w.SaveDraft(t.Context(), draftOf(lotte, "V2/0", "2026-03-05 10:21")))
		if got, err := w.Drafts(t.Context(), lotte); err != nil || len(got) != 1 || got[0].ID != "V3/0" {
			t.Errorf("offered %+v, %v", got, err)
		}
		if n, err := w.PruneDrafts(t.Context(), at("2026-03-05 10:13")); err != nil || n != 3 {
			t.Errorf("pruned %d, %v; want the filed one, the old one and Sanne's", n, err)
		}
	})
}

func TestDraftSurvivesRotation(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		keyset, err := vault.NewKeyset()
		must(t, err)
		with := func(keys []byte) *db.Store {
			v, err := vault.New(keys)
			must(t, err)
			return open(t, url, v)
		}
		must(t, with(keyset).In(firm).SaveDraft(t.Context(), draftOf(lotte, "V1/0", "2026-03-05 10:10")))
		rotated, err := vault.Rotate(keyset)
		must(t, err)
		_, err = with(rotated).Rewrap(t.Context())
		must(t, err)
		alone, err := vault.Retire(rotated)
		must(t, err)
		if d, err := with(alone).In(firm).Draft(t.Context(), lotte, "V1/0"); err != nil || d.Registration.Name != "Anna de Vries" {
			t.Errorf("with the new key alone: %+v, %v", d, err)
		}
	})
}

func TestDraftOfHostileText(t *testing.T) {
	w := desk(t, dbtest.SQLite(t))
	d := db.Draft{ID: strings.Repeat("x", 500), Person: lotte, SavedAt: at("2026-03-05 10:10"), Registration: complaint.Registration{
		Filing: complaint.Filing{Story: "\x00<!channel> \u202e '); DROP TABLE draft; --"}, ReceivedAt: time.Time{},
	}}
	must(t, w.SaveDraft(t.Context(), d))
	got, err := w.Draft(t.Context(), lotte, d.ID)
	if err != nil || got.Registration.Story != d.Registration.Story || !got.Registration.ReceivedAt.IsZero() {
		t.Errorf("%+v, %v", got, err)
	}
}
