package xlogin

import "github.com/autonomous-employee/employee/activities/signin/xauth"

// howToMakeClient leads through X's developer console, whose headings it uses.
func (l login) howToMakeClient() string {
	return `
How to make an app at X (once, about ten minutes; X charges for each post):
  1. https://console.x.com : sign in with the account that is to publish, and make a project with an app.
  2. In the app, "User authentication settings", "Set up": permission "Read and write` + l.alsoMessages() + `", type
     "Native App" (a public client, without a secret), callback URI exactly ` + wayBack(l.listens()) + `
  3. "Keys and tokens": copy the "OAuth 2.0 Client ID" into .env as X_CLIENT_ID=... and run this command again.`
}

// report says what was stored and how long it will last. Of the token itself it
// says nothing.
func (l login) report(token xauth.Token, handle string) {
	l.say("\nConnected: @%s", handle)
	if token.Lacks("dm.read", "dm.write") == "" {
		l.say("The employee may read and write posts, upload media, and read and answer direct messages. Messages and replies always ask you first.")
	} else {
		l.say("The employee may read and write posts and upload media.")
	}
	l.say("The login is kept in %s, readable by you only. The worker renews it by itself and needs no restart.\n"+
		"Use the file in one place only: X takes each renewal once, and a copy elsewhere would end the login.\n"+
		"To end it: on X, Settings, Security and account access, Apps and sessions.", l.settings.TokenFile)
}
