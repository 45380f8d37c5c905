package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// sampleDrafts are one of today and one of the day before, of hostile words.
func sampleDrafts(t *testing.T) []Draft {
	t.Helper()
	first := Draft{ID: "V2/0", SavedAt: at(t, "2026-03-05 10:10"), Registration: sampleRegistration(t)}
	first.Files = []complaint.Attachment{{ID: "F1", Name: "brief.pdf"}}
	second := Draft{ID: "V1/0", SavedAt: at(t, "2026-03-04 16:30")}
	second.Story = "<!channel> <@U0JOOST> *" + strings.Repeat("& so on ", 300)
	return []Draft{first, second}
}

func TestDraftScreens(t *testing.T) {
	drafts := sampleDrafts(t)
	now := "2026-03-05 10:20"
	inLanguages(t, "draft.choice", now, func(f *Frame) screen { return DraftChoice(f, drafts, Metadata{Lang: string(f.P.Language())}) })
	inLanguages(t, "draft.kept", now, func(f *Frame) screen {
		return DraftKept(f, drafts[0], "/klacht", Metadata{Lang: string(f.P.Language()), Files: []string{"F1"}})
	})
	inLanguages(t, "draft.home", now, func(f *Frame) screen { return HomeTab(f, &HomeLists{Drafts: drafts}) })
}

// A draft's documents are offered again; the form says which cannot be.
func TestOfferedDocuments(t *testing.T) {
	p := sampleCase(t).Procedure
	d := sampleRegistration(t)
	d.Files = []complaint.Attachment{{ID: "F2"}}
	o := Offer{
		Files:      []complaint.Attachment{{ID: "F1", Name: "scan <b> 1.pdf", Size: 2 << 20}, {ID: "F2", Name: strings.Repeat("long ", 40) + ".jpg", Size: 900}},
		Unreadable: []string{"F3"},
	}
	inLanguages(t, "filing.offer", "2026-03-05 10:00", func(f *Frame) screen {
		return FilingForm(f, p, d, o, Metadata{Lang: string(f.P.Language()), Draft: "V1/0"})
	})
	many := Offer{}
	for range 30 {
		many.Files = append(many.Files, complaint.Attachment{ID: "F1", Name: "a.pdf"})
	}
	m := FilingForm(sampleFrame(t, lang.EN, "2026-03-05 10:00"), p, d, many, Metadata{})
	if kept, err := ParseMetadata(m.Metadata); err != nil || len(kept.Files) != MostOffered {
		t.Errorf("offers %d documents, %v", len(kept.Files), err)
	}
}
