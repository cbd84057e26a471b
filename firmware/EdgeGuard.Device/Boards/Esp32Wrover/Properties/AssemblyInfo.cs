using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Device")]
[assembly: AssemblyVersion("0.1.0.0")]
