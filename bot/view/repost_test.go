package view

import (
	"testing"

	"ombud/complaint"
)

func TestRepost(t *testing.T) {
	const now = "2026-03-05 10:25"
	c := caseAt(t, complaint.FaceNew)
	inLanguages(t, "repost.card", now, func(f *Frame) screen { f.Continues = true; return Card(f, c) })
	inLanguages(t, "repost.goes_on", now, func(f *Frame) screen { return GoesOn(f, c) })
	inLanguages(t, "repost.coming", now, func(f *Frame) screen { return Reposted(f, c) })
	inLanguages(t, "repost.coming_modal", now, func(f *Frame) screen { return RepostedModal(f, c) })
}
