using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Traffic")]
[assembly: AssemblyVersion("0.1.0.0")]
