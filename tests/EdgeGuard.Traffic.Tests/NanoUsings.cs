// The device build of these tests: the same files, the device's test framework.
global using nanoFramework.TestFramework;
