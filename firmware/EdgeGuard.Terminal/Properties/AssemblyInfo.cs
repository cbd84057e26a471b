using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("EdgeGuard.Terminal")]
[assembly: AssemblyVersion("0.1.0.0")]

// The unit tests of the device: whatever they test, the launcher knows their assembly by this name.
[assembly: InternalsVisibleTo("NFUnitTest")]
