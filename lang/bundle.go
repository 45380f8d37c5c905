package lang

import (
	"embed"
	"fmt"
	"io/fs"
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

// catalogue holds every text of one language by id, a variant's under id@variant, and
// what says it.
type catalogue struct {
	messages  map[string]*i18n.Message
	nouns     map[string]bool // texts that speak of who complains
	localizer *i18n.Localizer
}

type catalogues map[Language]func() *catalogue

// texts read the embedded files of a language, once, when something is first said in it:
// most firms speak one, and a language takes a tenth of a second and five megabytes. The
// files are part of the program and tested, so that a fault in one is a fault in the program.
var texts = func() catalogues {
	all := catalogues{}
	for _, l := range All {
		all[l] = sync.OnceValue(func() *catalogue {
			c, err := read(l)
			if err != nil {
				panic(err)
			}
			return c
		})
	}
	return all
}()

// strict fails on a variable that was not given instead of printing
// "<no value>" to a person.
var strict = &template.TextParser{Option: "missingkey=error"}

// find returns the catalogue and id to say id with: the variant's text, else
// the plain one, else the English ones in that order; false when there is
// none.
func (all catalogues) find(l Language, variant, id string) (*catalogue, string, bool) {
	for _, l := range []Language{l, EN} {
		for _, id := range []string{id + "@" + variant, id} {
			if c := all[l](); c.messages[id] != nil {
				return c, id, true
			}
		}
	}
	return nil, "", false
}

// read returns the texts of a language. It fails on a file or a text that
// does not follow the package's rules, naming it.
func read(l Language) (*catalogue, error) {
	names, err := fs.Glob(files, "texts/*."+string(l)+".yml")
	if err != nil {
		return nil, fmt.Errorf("list texts: %w", err)
	}
	c := &catalogue{messages: map[string]*i18n.Message{}, nouns: map[string]bool{}}
	bundle := i18n.NewBundle(language.Make(string(l)))
	c.localizer = i18n.NewLocalizer(bundle, string(l))
	for _, name := range names {
		file, err := c.add(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if err := bundle.AddMessages(file.Tag, file.Messages...); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return c, nil
}

// add reads one file: <topic>.<language>.yml with ids <topic>.<rest>.
func (c *catalogue) add(name string) (*i18n.MessageFile, error) {
	body, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	file, err := i18n.ParseMessageFileBytes(body, name, map[string]i18n.UnmarshalFunc{"yml": yaml.Unmarshal})
	if err != nil {
		return nil, err
	}
	topic, _, _ := strings.Cut(path.Base(name), ".")
	for _, message := range file.Messages {
		if !strings.HasPrefix(message.ID, topic+".") {
			return nil, fmt.Errorf("%s is not of the topic %s", message.ID, topic)
		}
		c.messages[message.ID] = message
		c.nouns[message.ID] = noun.MatchString(message.One + message.Other)
	}
	return file, nil
}
