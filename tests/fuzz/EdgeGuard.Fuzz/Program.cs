using System;
using System.Collections.Generic;
using EdgeGuard.Fuzz;

if (args is ["instrument"])
{
    Instrumentation.Run();
    return ExitCode.Clean;
}

// Before anything of the product runs: instrumented code writes there from its first branch on.
var coverage = new Coverage();
if (args is ["targets"])
{
    foreach (ITarget target in AllTargets.Create()) Console.WriteLine(target.Name);
    return ExitCode.Clean;
}

var problems = new List<string>();
FuzzOptions? options = FuzzOptions.Parse(args, AllTargets.Create(), problems);
if (!Product.HasOverflowChecks) problems.Add("built without overflow checks: build the configuration Debug or Fuzz");
if (options == null || problems.Count > 0)
{
    foreach (string problem in problems) Console.Error.WriteLine("edgeguard-fuzz: error: " + problem);
    Console.Error.Write(FuzzOptions.Usage);
    return ExitCode.Misused;
}

try
{
    return FuzzRun.Execute(options, coverage, Console.Out);
}
catch (CorpusException e)
{
    Console.Error.WriteLine("edgeguard-fuzz: error: " + e.Message);
    return ExitCode.Misused;
}
