package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

const selectLanguage = `
	SELECT language, chosen FROM person WHERE workspace = $1 AND person = $2`

// Language gives the language that a person reads, and whether they chose it
// themselves. It is empty for somebody of whom none is known.
func (w *Workspace) Language(ctx context.Context, person string) (language string, chosen bool, err error) {
	var row struct {
		Language string
		Chosen   bool
	}
	err = w.store.read.GetContext(ctx, &row, selectLanguage, w.id, person)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("language of %s: %w", person, inContext(ctx, err))
	}
	return row.Language, row.Chosen, nil
}

const chooseLanguage = `
	INSERT INTO person (workspace, person, language, chosen) VALUES ($1, $2, $3, TRUE)
	ON CONFLICT (workspace, person) DO UPDATE SET language = excluded.language, chosen = TRUE`

// ChooseLanguage keeps the language that a person chose.
func (w *Workspace) ChooseLanguage(ctx context.Context, person, language string) error {
	if _, err := w.count(ctx, chooseLanguage, w.id, person, language); err != nil {
		return fmt.Errorf("language of %s: %w", person, err)
	}
	return nil
}

const forgetGuesses = `
	DELETE FROM person WHERE workspace = $1 AND NOT chosen`

// ForgetGuesses forgets the languages of the commands that people used; what they chose
// stays.
func (w *Workspace) ForgetGuesses(ctx context.Context) error {
	if _, err := w.count(ctx, forgetGuesses, w.id); err != nil {
		return fmt.Errorf("guessed languages: %w", err)
	}
	return nil
}

const guessLanguage = `
	INSERT INTO person (workspace, person, language, chosen) VALUES ($1, $2, $3, FALSE)
	ON CONFLICT (workspace, person) DO UPDATE SET language = excluded.language WHERE NOT person.chosen`

// GuessLanguage keeps the language of the command that a person used, unless they
// chose one.
func (w *Workspace) GuessLanguage(ctx context.Context, person, language string) error {
	if _, err := w.count(ctx, guessLanguage, w.id, person, language); err != nil {
		return fmt.Errorf("language of %s: %w", person, err)
	}
	return nil
}
