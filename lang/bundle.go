package lang

import (
	"embed"
	"fmt"
	"path"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
)

//go:embed texts/*.yml
var files embed.FS

// messages are texts by language and id, a variant's under id@variant.
type messages map[Language]map[string]*i18n.Message

// bundle holds every text, and what says it in each language.
type bundle struct {
	messages   messages
	nouns      map[Language]map[string]bool // texts that speak of who complains
	localizers map[Language]*i18n.Localizer
}

// texts reads the embedded files, once. They are part of the program and
// tested, so that a fault in one is a fault in the program.
var texts = sync.OnceValue(func() *bundle {
	all, err := read()
	if err != nil {
		panic(err)
	}
	return all
})

// strict fails on a variable that was not given instead of printing
// "<no value>" to a person.
var strict = &template.TextParser{Option: "missingkey=error"}

// find returns the language and id to say id with: the variant's text, else
// the plain one, else the English ones in that order; false when there is
// none.
func (b *bundle) find(l Language, variant, id string) (Language, string, bool) {
	for _, l := range []Language{l, EN} {
		if _, ok := b.messages[l][id+"@"+variant]; ok {
			return l, id + "@" + variant, true
		}
		if _, ok := b.messages[l][id]; ok {
			return l, id, true
		}
	}
	return "", "", false
}

// read returns the texts of all files. It fails on a file or a text that
// does not follow the package's rules, naming it.
func read() (*bundle, error) {
	entries, err := files.ReadDir("texts")
	if err != nil {
		return nil, fmt.Errorf("list texts: %w", err)
	}
	b := &bundle{messages: messages{}, nouns: map[Language]map[string]bool{}, localizers: map[Language]*i18n.Localizer{}}
	catalogue := i18n.NewBundle(language.English)
	for _, l := range All {
		b.messages[l], b.nouns[l] = map[string]*i18n.Message{}, map[string]bool{}
		b.localizers[l] = i18n.NewLocalizer(catalogue, string(l))
	}
	for _, entry := range entries {
		file, err := b.add(entry.Name())
		if err != nil {
			return nil, fmt.Errorf("texts/%s: %w", entry.Name(), err)
		}
		if err := catalogue.AddMessages(file.Tag, file.Messages...); err != nil {
			return nil, fmt.Errorf("texts/%s: %w", entry.Name(), err)
		}
	}
	return b, nil
}

// add reads one file: <topic>.<language>.yml with ids <topic>.<rest>.
func (b *bundle) add(name string) (*i18n.MessageFile, error) {
	body, err := files.ReadFile(path.Join("texts", name))
	if err != nil {
		return nil, err
	}
	file, err := i18n.ParseMessageFileBytes(body, name, map[string]i18n.UnmarshalFunc{"yml": yaml.Unmarshal})
	if err != nil {
		return nil, err
	}
	into := b.messages[Language(file.Tag.String())]
	if into == nil {
		return nil, fmt.Errorf("no language %q", file.Tag)
	}
	topic, _, _ := strings.Cut(name, ".")
	for _, message := range file.Messages {
		if !strings.HasPrefix(message.ID, topic+".") {
			return nil, fmt.Errorf("%s is not of the topic %s", message.ID, topic)
		}
		into[message.ID] = message
		b.nouns[Language(file.Tag.String())][message.ID] = noun.MatchString(message.One + message.Other)
	}
	return file, nil
}
