package post

func (c *checker) media() {}
