using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Device.Tests")]
[assembly: AssemblyVersion("0.1.0.0")]
