using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Store")]
[assembly: AssemblyVersion("0.1.0.0")]
