package view

import (
	"slices"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// Each page of a case remembers itself, so that it is drawn again as it is now,
// and a form remembers what it lies on however often it is drawn.
func TestPagesKnowThemselves(t *testing.T) {
	c := caseAt(t, complaint.FaceInApproval)
	f := sampleFrame(t, lang.EN, "2026-03-12 09:00")
	for name, m := range map[string]*Modal{
		"overview.1": CaseFile(f, c, TabOverview, 1), "history.2": CaseFile(f, c, TabHistory, 2),
		"all.1": AllActions(f, c), "answer.1": ReadAnswer(f, c, 1),
	} {
		kept, err := ParseMetadata(m.Metadata)
		if err != nil || !slices.Equal(kept.Pages, []string{name}) {
			t.Errorf("%s remembers %q, %v", name, kept.Pages, err)
		}
		if again := AtPage(f, c, name); again == nil || again.CallbackID != m.CallbackID || again.Metadata != m.Metadata {
			t.Errorf("%s is drawn again as %+v", name, again)
		}
	}
	for _, name := range []string{"", "overview", "nothing.1", "answer.x", ".", "all."} {
		if m := AtPage(f, c, name); m != nil {
			t.Errorf("%q is a page: %+v", name, m)
		}
	}
	f.Viewer = member(joost) // who is kept out
	for _, name := range []string{"all.1", "answer.1", "overview.1"} {
		if m := AtPage(f, c, name); m != nil {
			t.Errorf("%s is shown to whom it is about", name)
		}
	}
}

func TestWindowsRememberWhatTheyLieOn(t *testing.T) {
	form := func() *Modal { return &Modal{Metadata: Metadata{Number: "K-2026-0042", Rev: 3, Lang: "da"}.String()} }
	page := func() *Modal {
		return &Modal{Metadata: Metadata{Number: "K-2026-0042", Pages: []string{"all.1"}}.String()}
	}
	for name, tc := range map[string]struct {
		m       *Modal
		beneath []string
		want    []string
	}{
		"a form on nothing":         {form(), nil, nil},
		"a form on a list":          {form(), []string{""}, nil},
		"a form on the file":        {form(), []string{"history.2"}, []string{"", "history.2"}},
		"the actions on the file":   {page(), []string{"overview.1"}, []string{"all.1", "overview.1"}},
		"a form on both":            {form(), []string{"all.1", "overview.1"}, []string{"", "all.1", "overview.1"}},
		"the actions on a list":     {page(), []string{""}, []string{"all.1"}},
		"a form on a form and file": {form(), []string{"", "overview.1"}, []string{"", "", "overview.1"}},
	} {
		for range 2 { // drawn again, it lies where it lay
			tc.m.On(tc.beneath)
			kept, err := ParseMetadata(tc.m.Metadata)
			if err != nil || !slices.Equal(kept.Pages, tc.want) || kept.Number != "K-2026-0042" {
				t.Errorf("%s: %+v, %v, want %q", name, kept, err, tc.want)
			}
		}
	}
	sorry := Sorry(sampleFrame(t, lang.EN, "2026-03-12 09:00").P, "No.")
	if sorry.On([]string{"all.1"}); sorry.Metadata != "" {
		t.Errorf("a window of one sentence remembers %q", sorry.Metadata)
	}
}

// Home remembers what its list shows, wherever it lies among the pages; without it a list
// begins at the beginning.
func TestHomeIsAPage(t *testing.T) {
	first := ParseListQuery("")
	q := ListQuery{Filter: "closed", Sort: "handler", Handler: milan, After: "12/U0MILAN/2026/42"}
	for name, tc := range map[string]struct {
		pages []string
		want  ListQuery
		there bool
	}{
		"Home":             {[]string{homePage(q)}, q, true},
		"a form on it":     {[]string{"", "overview.1", homePage(q)}, q, true},
		"a file elsewhere": {[]string{"all.1", "overview.1"}, first, false},
		"nothing":          {nil, first, false},
		"forged":           {[]string{"home~x"}, first, true},
	} {
		kept, err := ParseMetadata(Metadata{Pages: tc.pages}.String())
		if err != nil {
			t.Fatal(err)
		}
		if got, there := HomeIn(kept.Pages); got != tc.want || there != tc.there {
			t.Errorf("%s gives %+v, %t", name, got, there)
		}
	}
}
