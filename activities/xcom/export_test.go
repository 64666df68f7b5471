package xcom

// ReplyTarget is the ID of the post that is answered.
func ReplyTarget(to string) (string, error) { return replyTarget(to) }
