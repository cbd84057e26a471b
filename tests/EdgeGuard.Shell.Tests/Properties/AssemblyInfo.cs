using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Shell.Tests")]
[assembly: AssemblyVersion("0.1.0.0")]
