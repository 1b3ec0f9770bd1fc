module rackproof.test/open-sealed

go 1.21
