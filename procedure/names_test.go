package procedure

import (
	"slices"
	"strings"
	"testing"
)

// What each company's text calls people, how it speaks to them, and of which periods it
// wants a report: what it does not promise itself is marked.
func TestWhatThePresetsCallPeople(t *testing.T) {
	for _, tc := range []struct {
		preset, complainant, address string
		titles                       map[string]string
		promised                     string // the report that the text asks for
	}{
		{"okonomi", "anmelder", "du", map[string]string{"officer": "klageansvarlig"}, ""},
		{"klachten", "klager", "u", map[string]string{"management": "directie"}, HalfYear},
		{"cygnus", "klager", "u", map[string]string{"officer": "klachtenfunctionaris", "partner": "betrokken partner"}, Year},
		{"kerngroep", "klant", "u", map[string]string{"management": "directie"}, ""},
		{"exactpi", "melder", "je", map[string]string{"officer": "relatiemanager", "filer": "contactpersoon"}, Quarter},
	} {
		t.Run(tc.preset, func(t *testing.T) {
			p := preset(t, tc.preset)
			if p.Names.Complainant.One != tc.complainant || p.Address != tc.address {
				t.Errorf("who complains is %q and addressed as %q", p.Names.Complainant.One, p.Address)
			}
			for role, title := range tc.titles {
				if p.Names.Roles[role] != title {
					t.Errorf("%s is called %q, want %q", role, p.Names.Roles[role], title)
				}
			}
			for _, r := range p.Reports {
				if promised := r.Every == tc.promised; promised == r.House || promised != (r.Clause != "") {
					t.Errorf("%s: house rule %v, clause %q", r.Every, r.House, r.Clause)
				}
			}
			if tc.promised != "" && !slices.ContainsFunc(p.Reports, func(r Report) bool { return r.Every == tc.promised }) {
				t.Errorf("no report of each %s", tc.promised)
			}
		})
	}
}

func TestASilentProcedureHasDefaults(t *testing.T) {
	for language, address := range map[string]string{"nl": "u", "da": "du", "en": "you"} {
		p, err := Parse([]byte(good + "language: " + language + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		if p.Address != address || len(p.Names.Roles) > 0 || p.Names.Complainant != (Noun{}) {
			t.Errorf("%s: address %q, names %+v", language, p.Address, p.Names)
		}
		if len(p.Reports) != 2 || slices.ContainsFunc(p.Reports, func(r Report) bool { return !r.House }) {
			t.Errorf("%s: reports %+v, want two house rules", language, p.Reports)
		}
	}
}

func TestNamesAreChecked(t *testing.T) {
	for _, tc := range []struct {
		name, from, to string
		says           string // empty: nothing is wrong
	}{
		{"as it is", "relaties}", "relaties}", ""},
		{"a name with a hyphen", "ombudsvrouw", "ex-minister", ""},
		{"no name for several", ", many: relaties", "", "a name is needed"},
		{"no name that is spoken of", "the: de relatie, ", "", "a name is needed"},
		{"room around a name", "one: relatie", `one: " relatie"`, "nothing around it"},
		{"a template", "one: relatie", `one: "{{.n}}"`, "letters, spaces and hyphens only"},
		{"a mention", "officer: ombudsvrouw", `officer: "<@U0SANNE>"`, "letters, spaces and hyphens only"},
		{"too long", "officer: ombudsvrouw", "officer: " + strings.Repeat("o", mostName+1), "longer than 30"},
		{"as long as may be", "officer: ombudsvrouw", "officer: " + strings.Repeat("o", mostName), ""},
		{"an unknown role", "officer: ombudsvrouw", "boss: ombudsvrouw", `unknown word "boss"`},
		{"two roles of one name", "management: raad van bestuur", "management: Ombudsvrouw", "the same name"},
		{"a word that is avoided", "one: relatie", "one: klachthebber", `contains "klacht"`},
		{"an address of another language", "address: je", "address: du", `"du" is no form of address in nl; one of u, je`},
		{"an unknown address", "address: je", "address: thou", "no form of address"},
		{"names in no language", "language: nl\naddress: je\n", "", "in the language of the procedure"},
		{"a report of an unknown period", "every: half_year", "every: month", `unknown word "month"`},
		{"a report of no period", "every: half_year, ", "", "needs every"},
		{"a period twice", "every: half_year", "every: year", "stands here twice"},
		{"a third party for an unknown kind", "for: [service]", "for: [hearsay]", `unknown word "hearsay"`},
		{"a third party for a kind of complainant", "external:\n  - {", "classify: {parties: [prospect]}\nexternal:\n  - {name: ombudsman, for: [prospect]}\n  - {", ""},
		{"a third party twice", "name: de rechter", "name: de geschillencommissie", "stands here twice"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			own := spoil(t, invented(t), tc.from, tc.to)
			_, err := Parse([]byte(own))
			if tc.says == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("error = %v, want one about %q", err, tc.says)
			}
		})
	}
}
