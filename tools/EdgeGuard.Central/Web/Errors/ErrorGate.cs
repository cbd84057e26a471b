using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeGuard.Central;

/// <summary>What stands around every endpoint: whatever goes wrong in one is told in words to who asked, and what should not have is logged
/// and counted.</summary>
internal sealed class ErrorGate(WebFigures figures, FaultLog log, TimeProvider time)
{
    internal async Task Pass(HttpContext context, RequestDelegate next)
    {
        long began = time.GetTimestamp();
        try
        {
            await next(context).ConfigureAwait(false);
            if (IsBare(context.Response)) await Tell(context, NoAnswer.Of(context.Response.StatusCode)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Who asked has gone: there is nobody to tell.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Tell(context, NoAnswer.Of(e.StatusCode)).ConfigureAwait(false);
        }
        catch (AntiforgeryValidationException e) when (!context.Response.HasStarted)
        {
            int status = e.InnerException is BadHttpRequestException inner ? inner.StatusCode : StatusCodes.Status400BadRequest;
            await Tell(context, NoAnswer.Of(status)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await Fail(context, e).ConfigureAwait(false);
        }
        finally
        {
            figures.Count(context.Response.StatusCode, time.GetElapsedTime(began), PatternOf(context), time.GetUtcNow());
        }
    }

    /// <summary>The address of an endpoint as it is mapped: without what somebody typed into it.</summary>
    internal static string PatternOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "nowhere";

    // A status that nobody wrote words for.
    private static bool IsBare(HttpResponse response) =>
        !response.HasStarted && response.StatusCode >= StatusCodes.Status400BadRequest && response.ContentType == null;

    private async Task Fail(HttpContext context, Exception e)
    {
        figures.CountFault();
        var told = new NoAnswerResult(NoAnswer.Failed(log.Write(context.Request.Method, PatternOf(context), e)));
        if (context.Response.HasStarted)
        {
            // What was sent is cut short: it must not look whole.
            context.Abort();
            return;
        }
        Clear(context.Response);
        // What makes pages was used by the one that failed, and is good for one.
        IServiceProvider used = context.RequestServices;
        SignedInPerson? person = CurrentPerson.Of(context).Person;
        AsyncServiceScope scope = used.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        await using ConfiguredAsyncDisposable end = scope.ConfigureAwait(false);
        context.RequestServices = scope.ServiceProvider;
        CurrentPerson.Of(context).Person = person;
        try
        {
            await told.ExecuteAsync(context).ConfigureAwait(false);
        }
        catch (Exception again) when (!context.Response.HasStarted)
        {
            // What failed may be what every page has.
            log.Write(context.Request.Method, PatternOf(context), again);
            Clear(context.Response);
            await told.Plain(context).ConfigureAwait(false);
        }
        finally
        {
            context.RequestServices = used;
        }
    }

    private static Task Tell(HttpContext context, NoAnswer problem)
    {
        Clear(context.Response);
        return new NoAnswerResult(problem.Back(context.Request)).ExecuteAsync(context);
    }

    private static void Clear(HttpResponse response)
    {
        response.Clear();
        SecurityHeaders.Set(response.Headers);
    }
}
