using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Checks")]
[assembly: AssemblyVersion("0.1.0.0")]
