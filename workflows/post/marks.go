package post

func (c *checker) marks(text)   {}
func (c *checker) secrets(text) {}
