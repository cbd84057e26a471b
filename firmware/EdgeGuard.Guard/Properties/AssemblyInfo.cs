using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Guard")]
[assembly: AssemblyVersion("0.1.0.0")]
