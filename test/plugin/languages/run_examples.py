"""Runs each program that is named, with a stand-in for the engine: it takes all that the SDK sends."""

import asyncio
import json
import runpy
import sys

import pulumi


class Engine(pulumi.runtime.Mocks):
    def new_resource(self, args):
        # Templates are texts among the outputs, whatever they were.
        texts = {
            name: json.dumps(value) if isinstance(value, dict) else value
            for name, value in args.inputs.items()
        }
        return [f"{args.name}-id", texts]

    def call(self, args):
        return args.args


for program in sys.argv[1:]:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    pulumi.runtime.set_mocks(Engine(), project="project", stack="stack")
    pulumi.runtime.set_all_config(
        {"project:partnersProjectId": "p", "project:partnersSecret": "s"}
    )
    pulumi.runtime.test(lambda: runpy.run_path(program, run_name="__main__"))()
    loop.close()
    print(program)
