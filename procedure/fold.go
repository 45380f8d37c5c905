package procedure

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Bare is a text in small letters without accents, so that "fóút" is the word "fout"; wide
// and bold letters count as the letters they are. The Danish å is a letter of its own, as
// æ and ø are.
func Bare(s string) string {
	s = strings.ReplaceAll(strings.ToLower(norm.NFKD.String(s)), "a\u030a", "å")
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Mn, unicode.Me) {
			return -1
		}
		return r
	}, s)
}

// Fold prepares text for being searched by people, who type other letters for what they
// have no key for: "Rénée" is found as "renee" and "søster" as "soster".
func Fold(s string) string { return alikes.Replace(Bare(s)) }

// alikes are letters that are no letter with an accent, but typed so.
var alikes = strings.NewReplacer("å", "a", "ø", "o", "æ", "ae", "œ", "oe", "ß", "ss", "ł", "l", "đ", "d", "ı", "i")
