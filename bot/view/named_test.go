package view

import (
	"testing"

	"ombud/complaint"
)

func TestRoleChanged(t *testing.T) {
	const now = "2026-03-10 09:00"
	r := staffOf(t)
	n := complaint.NamedRef{Role: complaint.RoleDeputy, By: sanne, Come: []string{mees}, Gone: []string{milan}}
	as := func(user string) func(*Frame) screen {
		return func(f *Frame) screen { f.Viewer = member(user); return RoleChanged(f, r, n) }
	}
	inLanguages(t, "named.come", now, as(mees))
	inLanguages(t, "named.gone", now, as(milan))
	inLanguages(t, "named.admin", now, as(fatima))
	n.By = ""
	inLanguages(t, "named.file", now, as(mees))
}
