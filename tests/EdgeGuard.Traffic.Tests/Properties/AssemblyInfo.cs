using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Traffic.Tests")]
[assembly: AssemblyVersion("0.1.0.0")]
