using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Settings.Tests")]
[assembly: AssemblyVersion("0.1.0.0")]
