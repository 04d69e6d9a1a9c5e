// Builds wait more than they compute; more than two at a time get in each other's way on a small machine.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
